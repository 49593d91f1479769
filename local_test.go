package whit_test

import (
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/shard"
	"golang.org/x/sys/cpu"
)

// maxLag is how far a metric may be behind a Local handle.
const maxLag = shard.PublishEvery - 1

// requireLag wants a metric to be at most maxLag behind the truth.
func requireLag(t *testing.T, m *whit.Metrics, name string, truth int) {
	t.Helper()
	got := int(totalNow(t, m, name).Count)
	require.LessOrEqual(t, got, truth)
	require.LessOrEqual(t, truth-got, maxLag)
}

func TestLocalCounter(t *testing.T) {
	m := start(t, quiet)
	l := m.Counter("requests").Local()
	truth := 0
	for i := range 1000 {
		l.Inc()
		l.Add(uint64(i % 5))
		truth += 1 + i%5
		requireLag(t, m, "requests", truth)
	}
	l.Add(1_000_000)
	truth += 1_000_000
	requireLag(t, m, "requests", truth)
	l.Close()
	require.EqualValues(t, truth, totalNow(t, m, "requests").Count)
}

func TestLocalDistribution(t *testing.T) {
	m := start(t, everything)
	l := m.Distribution("size").Local()
	for range 200 {
		l.Record(2)
		l.RecordFor(4, "ada")
	}
	l.Close()
	got := total(t, m, "size")
	require.EqualValues(t, 400, got.Count)
	require.EqualValues(t, 400, got.Sampled)
	require.Equal(t, 1200.0, got.Sum.Value)
	require.Equal(t, 1, m.Snapshot().Meta.Clients)
}

func TestLocalDistributionLag(t *testing.T) {
	c := quiet
	c.FixedRate = true
	m := start(t, c)
	l := m.Distribution("size").Local()
	for i := range 10_000 {
		l.Record(7)
		requireLag(t, m, "size", i+1)
	}
	l.Close()
	got := total(t, m, "size")
	require.EqualValues(t, 10_000, got.Count)
	require.InDelta(t, 300, got.Sampled, 6*17, "about 3 %%")
	require.InEpsilon(t, 70_000, got.Sum.Value, 1e-9)
}

func TestLocalDistributionRefusesWhatIsNotFinite(t *testing.T) {
	m := start(t, everything)
	l := m.Distribution("size").Local()
	for range 100 {
		for _, v := range notFinite {
			l.Record(v)
			l.RecordFor(v, "ada")
		}
		l.Record(1)
	}
	l.Close()
	got := total(t, m, "size")
	require.EqualValues(t, 200*len(notFinite), got.Rejected)
	require.EqualValues(t, 100, got.Count)
	require.Equal(t, 100.0, got.Sum.Value)
}

// Refused values amid others at a low rate: they take no event with them.
func TestLocalDistributionIsExactAmidRefusedValues(t *testing.T) {
	m := start(t, quiet)
	l := m.Distribution("size").Local()
	for i := range 5000 {
		l.Record(1)
		l.Record(notFinite[i%len(notFinite)])
	}
	l.Close()
	require.EqualValues(t, 5000, totalNow(t, m, "size").Count)
	require.EqualValues(t, 5000, totalNow(t, m, "size").Rejected)
}

func TestLocalAfterClose(t *testing.T) {
	m := start(t, everything)
	counter, values := m.Counter("requests").Local(), m.Distribution("size").Local()
	for i := range 3 * uint64(maxLag) {
		counter.Close() // again and again: it changes nothing
		values.Close()
		counter.Inc()
		counter.Add(2)
		values.Record(5)
		require.Equal(t, 3*(i+1), totalNow(t, m, "requests").Count)
		require.Equal(t, i+1, totalNow(t, m, "size").Count)
	}
	require.Equal(t, 15.0*maxLag, total(t, m, "size").Sum.Value)
}

func TestLocalThatIsClosedUnused(t *testing.T) {
	m := start(t, quiet)
	m.Counter("requests").Local().Close()
	m.Distribution("size").Local().Close()
	require.Zero(t, totalNow(t, m, "requests").Count)
	require.Zero(t, totalNow(t, m, "size").Count)
}

func TestLocalOfEachGoroutine(t *testing.T) {
	m := start(t, quiet)
	together(func(int) {
		l := m.Counter("requests").Local()
		defer l.Close()
		for range 1000 {
			l.Inc()
		}
	})
	require.EqualValues(t, 64_000, totalNow(t, m, "requests").Count)
}

// Two goroutines' handles share no cache line.
func TestLocalSizes(t *testing.T) {
	line := unsafe.Sizeof(cpu.CacheLinePad{})
	require.Zero(t, unsafe.Sizeof(whit.LocalCounter{})%line)
	require.Zero(t, unsafe.Sizeof(whit.LocalDistribution{})%line)
}
