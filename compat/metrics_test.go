package compat_test

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/compat"
	"github.com/whitmetrics/whit/ring"
)

// Totals are exact at any rate, whatever becomes of the samples.
func TestTotalsAreExactAtAnyRate(t *testing.T) {
	for name, g := range readGoldens(t) {
		for _, c := range []whit.Config{
			{}, {CountsOnly: true}, {SampleRate: .01, FixedRate: true}, {SampleRate: .999, FixedRate: true, BufferSize: 1},
			{SampleRate: .15, Overflow: ring.DropOldest}, {NoMeta: true},
		} {
			t.Run(fmt.Sprintf("%s/%v", name, c), func(t *testing.T) {
				m := newMetrics(t, c)
				replay(t, m, g.Calls)
				var want compat.Report
				require.NoError(t, json.Unmarshal(g.Report, &want))
				got := m.Report()
				assert.Equal(t, !c.NoMeta, got.MetaMetrics != nil)
				assert.Positive(t, got.UptimeSeconds)
				assert.InDelta(t, float64(time.Now().Unix()), got.LastUpdate, 60)
				got.Latency, got.Estimates, got.MetaMetrics = want.Latency, nil, nil
				got.UptimeSeconds, got.LastUpdate = 0, 0
				assert.Equal(t, want, got)
				assert.Equal(t, want.Connections.Active, m.ActiveConnections())
				assert.Equal(t, want.Retry.SuccessRate, m.RetrySuccessRate())
			})
		}
	}
}

// busy makes calls of which the truth is known: n messages to each client, with
// latencies around 5 ms.
func busy(m compat.WebSocketMetrics, clients, n int) {
	for i := range clients * n {
		id := "client-" + strconv.Itoa(i%clients)
		if i < clients {
			m.RecordConnection(id)
		}
		m.RecordMessageSent(id, 4+float64(i%3))
		if i%37 == 0 {
			m.RecordMessageFailed(id)
		}
		if i%5000 == 0 {
			m.Report() // takes the samples in
		}
	}
}

func TestEstimatesHaveTheirErrorBesideThem(t *testing.T) {
	// With room for all samples: what is dropped is missing from clients' records.
	m := newMetrics(t, whit.Config{SampleRate: .1, FixedRate: true, Seed: 1, BufferSize: 2048 * runtime.GOMAXPROCS(0)})
	const clients, n = 10, 10_000
	busy(m, clients, n)

	r := m.Report()
	latency := r.Estimates["average_send_ms"]
	require.Equal(t, r.Latency.AverageSendMS, latency.Value)
	require.InDelta(t, 5, latency.Value, 5*latency.StdErr)
	// Not of the truth, which one interval of 20 misses.
	require.Less(t, latency.Low, latency.Value)
	require.Greater(t, latency.High, latency.Value)
	require.Less(t, latency.High-latency.Low, .2)
	text, err := json.Marshal(r)
	require.NoError(t, err)
	require.Contains(t, string(text), `"estimates":{"average_send_ms":{"value":`)
	require.Contains(t, string(text), `"meta_metrics":{"shards":`)

	require.Len(t, m.Clients(), clients)
	for _, c := range m.Clients() {
		one, ok := m.Client(c.ClientID)
		require.True(t, ok)
		require.Equal(t, c, one)
		e := c.Estimates["messages_sent"]
		require.InDelta(t, n, c.MessagesSent, 5*e.StdErr)
		require.InDelta(t, n, c.MessagesSent, n/4)
		require.Less(t, e.Low, e.Value)
		require.Greater(t, e.High, e.Value)
		failures := c.Estimates["messages_failed"]
		require.Zero(t, failures.StdErr, "each failure is sampled")
		require.InDelta(t, n/37, failures.Value, 1)
	}
	_, ok := m.Client("nobody")
	require.False(t, ok)
}

func TestIdleSampledClientsAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMetrics(t, whit.Config{SampleRate: .999, FixedRate: true})
		busy(m, 3, 100)
		require.Len(t, m.Clients(), 3)
		<-time.After(45 * time.Minute)
		for range 100 {
			m.RecordMessageSent("client-0", 1) // stays active
			m.RecordTimeout("client-1")        // no sign of activity
		}
		require.Zero(t, m.CleanupInactiveClients(0))
		<-time.After(30 * time.Minute)
		require.Equal(t, 2, m.CleanupInactiveClients(0))
		require.Len(t, m.Clients(), 1)
		require.EqualValues(t, 400, m.Report().Messages.Sent, "totals stay")
	})
}

func TestMetricsCountOnAfterStop(t *testing.T) {
	m := newMetrics(t, whit.Config{})
	m.RecordConnection("a")
	require.NoError(t, m.StopBackgroundTasks(t.Context()))
	m.RecordConnection("a")
	m.RecordMessageSent("a", 1)
	require.EqualValues(t, 2, m.Report().Connections.Total)
	require.EqualValues(t, 1, m.Report().Messages.Sent)
}

// Samples that a ring had no room for are represented by those it had.
func TestDropsLeaveClientsRecords(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMetrics(t, whit.Config{})
		n := 4 * m.Whit().Snapshot().Meta.Capacity
		release := holdCollector(m.Whit())
		for i := range n {
			m.RecordMessageFailed(strconv.Itoa(i % 4))
		}
		release()
		for _, c := range m.Clients() {
			e := c.Estimates["messages_failed"]
			require.InDelta(t, n/4, c.MessagesFailed, float64(n)/20)
			require.Less(t, e.Low, e.Value)
			require.Greater(t, e.High, e.Value)
		}
		m.RecordMessageFailed("later")
		later, _ := m.Client("later")
		require.EqualValues(t, 1, later.MessagesFailed, "nobody stands for another window's losses")
	})
}

func TestMetricsConcurrently(t *testing.T) {
	m := newMetrics(t, whit.Config{BufferSize: 1})
	var recorders, readers sync.WaitGroup
	stop := make(chan struct{})
	readers.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				m.Report()
				m.Clients()
				m.CleanupInactiveClients(time.Hour)
			}
		}
	})
	const goroutines, each = 32, 2000
	for g := range goroutines {
		recorders.Go(func() {
			id := strconv.Itoa(g)
			for i := range each {
				m.RecordConnection(id)
				m.RecordMessageSent(id, float64(i))
				m.RecordMessageQueued(id, i)
				m.RecordDisconnection(id)
				m.SetCircuitBreakerState(compat.CircuitBreakerState(i % 3))
			}
		})
	}
	recorders.Wait()
	close(stop)
	readers.Wait()
	r := m.Report()
	require.EqualValues(t, goroutines*each, r.Connections.Total)
	require.Zero(t, r.Connections.Active)
	require.EqualValues(t, goroutines*each, r.Messages.Sent)
	require.EqualValues(t, goroutines*each, r.Messages.Queued)
	require.EqualValues(t, each-1, r.Queue.MaxSize)
}

// The old class took 832 MB for this.
func TestMemoryOfManyClients(t *testing.T) {
	if testing.Short() || raceBuild {
		t.Skip("2.4 million operations")
	}
	heap := func() int {
		runtime.GC()
		runtime.GC()
		var s runtime.MemStats
		runtime.ReadMemStats(&s)
		return int(s.HeapAlloc)
	}
	before := heap()
	m := newMetrics(t, whit.Config{})
	start := heap()
	const ops = 2_400_000
	for i := range ops / 2 {
		id := "client_" + strconv.Itoa(i)
		m.RecordConnection(id)
		m.RecordMessageSent(id, 5)
	}
	m.Report()
	after := heap()
	require.Less(t, after-before, 8<<20)
	require.Less(t, (after-start)/(ops/10_000), 1<<10, "per 10,000 operations")
	require.EqualValues(t, ops/2, m.Report().Connections.Total)
}
