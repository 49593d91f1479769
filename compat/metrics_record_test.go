package compat_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/compat"
)

// records is every call that records.
var records = map[string]func(m compat.WebSocketMetrics, clientID string){
	"Connection":          compat.WebSocketMetrics.RecordConnection,
	"Disconnection":       compat.WebSocketMetrics.RecordDisconnection,
	"FailedConnection":    compat.WebSocketMetrics.RecordFailedConnection,
	"Reconnection":        compat.WebSocketMetrics.RecordReconnection,
	"Timeout":             compat.WebSocketMetrics.RecordTimeout,
	"MessageSent":         func(m compat.WebSocketMetrics, id string) { m.RecordMessageSent(id, 2) },
	"MessageQueued":       func(m compat.WebSocketMetrics, id string) { m.RecordMessageQueued(id, 7) },
	"MessageFailed":       compat.WebSocketMetrics.RecordMessageFailed,
	"MessageExpired":      compat.WebSocketMetrics.RecordMessageExpired,
	"MessageDeduplicated": compat.WebSocketMetrics.RecordMessageDeduplicated,
	"QueueOverflow":       compat.WebSocketMetrics.RecordQueueOverflow,
	"RetryAttempt":        compat.WebSocketMetrics.RecordRetryAttempt,
	"RetrySuccess":        compat.WebSocketMetrics.RecordRetrySuccess,
	"RetryFailure":        compat.WebSocketMetrics.RecordRetryFailure,
	"CircuitBreaker": func(m compat.WebSocketMetrics, _ string) {
		m.RecordCircuitBreakerOpen()
		m.RecordCircuitBreakerHalfOpen()
		m.RecordCircuitBreakerClose()
		m.SetCircuitBreakerState(compat.Closed)
	},
}

// Neither a record nor its sample allocates. An average over few calls would be
// rounded to 0 with an allocation per sample, so all calls are one run; what the
// collector allocates in that time is some dozens.
func TestRecordingDoesNotAllocate(t *testing.T) {
	if raceBuild {
		t.Skip("slow, and as it is without the detector")
	}
	m := newMetrics(t, whit.Config{})
	for name, record := range records {
		const calls = 100_000
		allocs := testing.AllocsPerRun(1, func() {
			for range calls {
				record(m, "a")
			}
		})
		assert.Less(t, allocs, calls*.03/10, name)
	}
}

// Recording waits neither for whoever reads nor for the collector.
func TestRecordingWaitsForNobody(t *testing.T) {
	inWatchedBubble(t, "held", func(t *testing.T) {
		const n = 5000 // more than the rings hold
		m := newMetrics(t, whit.Config{})
		defer holdCollector(m.Whit())()
		func() {
			defer m.HoldClients()()
			for _, record := range records {
				for range n {
					record(m, "a")
				}
			}
		}()
		assert.EqualValues(t, n, m.Report().Messages.Failed)
	})
}

// Reading gives up on a collector that does not get round to it.
func TestReadingWaitsASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMetrics(t, whit.Config{})
		defer holdCollector(m.Whit())()
		m.RecordTimeout("a")
		for name, read := range map[string]func(){
			"Report":  func() { require.EqualValues(t, 1, m.Report().Connections.Timeouts) },
			"Client":  func() { m.Client("a") },
			"Clients": func() { m.Clients() },
			"Cleanup": func() { m.CleanupInactiveClients(0) },
			"Average": func() { m.AverageSendLatency() },
		} {
			start := time.Now()
			read()
			require.Equal(t, time.Second, time.Since(start), name)
		}
		start := time.Now()
		m.ActiveConnections()
		m.CircuitBreakerState()
		m.RetrySuccessRate()
		m.UptimeSeconds()
		require.Zero(t, time.Since(start))
	})
}
