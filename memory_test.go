package whit_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/internal/procpin"
)

const maxBytes = 150_000

// heap returns the bytes in use after all garbage is gone.
func heap() int {
	runtime.GC()
	runtime.GC() // what had a finalizer or a pool goes with the second
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int(stats.HeapAlloc)
}

// tenMetrics returns a Metrics with ten metrics and the defaults.
func tenMetrics(t *testing.T) *whit.Metrics {
	m, err := whit.New(whit.Config{})
	require.NoError(t, err)
	for i := range 3 {
		m.Counter(fmt.Sprint("counter.", i))
		m.Distribution(fmt.Sprint("values.", i))
		m.Timer(fmt.Sprint("timer.", i))
	}
	m.Gauge("gauge")
	require.NoError(t, m.Flush(context.Background())) // the collector tells of itself then
	return m
}

// load has all metrics see 256 clients, on every P.
func load(t *testing.T, m *whit.Metrics) {
	for i := range 256 * 200 {
		client := fmt.Sprint("client-", i%256)
		m.Counter("counter.0").IncFor(client)
		m.Counter("counter.1").IncFor(client)
		m.Counter("counter.2").IncFor(client)
		m.Distribution("values.0").RecordFor(1, client)
		m.Timer("timer.0").StartFor(client).End()
	}
	require.NoError(t, m.Flush(context.Background()))
}

// requireBytes holds what Meta tells of the memory that build takes against what
// the heap tells. The heap is the whole process's, hence more than one try.
func requireBytes(t *testing.T, build func() *whit.Metrics) {
	t.Helper()
	var told, taken int
	for range 10 {
		before := heap()
		m := build()
		taken = heap() - before
		told = m.Snapshot().Meta.Bytes
		require.NoError(t, m.Stop(context.Background()))
		require.Less(t, told, maxBytes)
		if taken < maxBytes && told > taken*85/100 && told < taken*115/100 {
			return
		}
	}
	t.Errorf("Meta tells of %d bytes, and the heap of %d", told, taken)
}

func TestMemory(t *testing.T) {
	if !procpin.ByRuntime {
		t.Skip("the number of slots is not to be set")
	}
	for procs := 1; procs <= 4; procs++ {
		t.Run(fmt.Sprintf("procs=%d", procs), func(t *testing.T) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
			requireBytes(t, func() *whit.Metrics { return tenMetrics(t) })
			requireBytes(t, func() *whit.Metrics {
				m := tenMetrics(t)
				load(t, m)
				return m
			})
		})
	}
}

// Memory does not grow with events, nor with clients beyond those that are kept.
func TestMemoryDoesNotGrow(t *testing.T) {
	m := start(t, everything)
	d := m.Distribution("values")
	record := func(from, to int) int {
		for i := from; i < to; i++ {
			d.RecordFor(1, fmt.Sprintf("client-%06d", i))
		}
		total(t, m, "values")
		return m.Snapshot().Meta.Bytes
	}
	settled := record(0, 10_000)
	// But for the list of a drain's samples, which is as long as the longest drain.
	require.InDelta(t, settled, record(10_000, 50_000), 12*float64(m.Snapshot().Meta.Capacity))
	require.Equal(t, 256, m.Snapshot().Meta.Clients)
}
