package property

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/sample"
	"github.com/whitmetrics/whit/shard"
	"pgregory.net/rapid"
)

// machine is a collector with a metric of each kind of sampling, and what its figures
// were when it was last looked at.
type machine struct {
	set     *shard.Set
	c       *aggregate.Collector
	counter [2]*shard.Series // plain, named
	values  *shard.Series
	rare    *shard.Series // critical
	timer   *shard.Series
	open    []float32 // weights of the timer's sampled spans that have not ended
	last    *aggregate.Snapshot
	counts  map[string]uint64 // the truth
}

func newMachine(t *rapid.T) *machine {
	set := shard.NewSet(shard.Options{
		Slots:  512, // so that rings overflow
		Policy: rapid.SampledFrom([]ring.Policy{ring.DropNewest, ring.DropOldest}).Draw(t, "policy"),
		Rate:   sample.NewRate(drawRate(t)),
		Seed:   rapid.Uint64().Draw(t, "seed"),
	})
	m := &machine{
		set: set, counter: [2]*shard.Series{{}, {}}, values: new(shard.Series), rare: new(shard.Series), timer: new(shard.Series),
		counts: map[string]uint64{},
		c: aggregate.New(aggregate.Options{
			Set: set, FlushInterval: time.Hour, MaxClients: 20, ClientTTL: time.Hour, BufferSize: 512,
		}),
	}
	m.c.AddCounter(aggregate.Desc{Name: "counter"}, m.counter[0], m.counter[1])
	m.c.AddValues(aggregate.Desc{Name: "values", Kind: aggregate.Distribution}, m.values)
	m.c.AddValues(aggregate.Desc{Name: "rare", Kind: aggregate.Distribution, Critical: true}, m.rare)
	m.c.AddValues(aggregate.Desc{Name: "timer", Kind: aggregate.Timer}, m.timer)
	m.last = m.c.Snapshot()
	return m
}

func drawRate(t *rapid.T) float64 {
	return rapid.SampledFrom([]float64{1e-9, .01, .03, .15, .5, .9, 1}).Draw(t, "rate")
}

// drawValues returns what draws values of some scale: none is negative.
func drawValues(t *rapid.T) *rapid.Generator[float64] {
	scale := rapid.SampledFrom([]float64{0, 1e-300, 1e-3, 1, 1e6, 1e150}).Draw(t, "scale")
	return rapid.Map(rapid.Float64Range(0, 100), func(v float64) float64 { return scale * v })
}

// drawMany draws a number of events: a few, of which fractions are estimated, or more
// than a ring holds.
func drawMany(t *rapid.T) int {
	return rapid.OneOf(rapid.IntRange(1, 20), rapid.IntRange(1, 2000)).Draw(t, "events")
}

func (m *machine) recordValues(t *rapid.T) {
	value, n := drawValues(t).Draw(t, "value"), drawMany(t)
	for i := range n {
		// Not each is drawn, for the sake of time: some are larger, and above the threshold.
		recordValue(m.values, value*float64(1+i%7), fmt.Sprint("client-", i%40))
	}
	m.counts["values"] += uint64(n)
}

func recordValue(s *shard.Series, v float64, client string) {
	if s.Threshold().Holds(v) {
		s.Record(procpin.Pin(), 1, v, client)
	} else {
		s.RecordBeyond(v, client)
	}
}

func (m *machine) recordRare(t *rapid.T) {
	n := drawMany(t)
	for range n {
		m.rare.Record(procpin.Pin(), 1, 1, "")
	}
	m.counts["rare"] += uint64(n)
}

func (m *machine) count(t *rapid.T) {
	n := drawMany(t)
	m.counter[0].Record(procpin.Pin(), uint64(n), float64(n), "")
	for range n {
		m.counter[1].Record(procpin.Pin(), 1, 1, "ada")
	}
	m.counts["counter"] += 2 * uint64(n)
}

func (m *machine) begin(t *rapid.T) {
	n := drawMany(t)
	for range n {
		if w := m.timer.Begin(procpin.Pin()); w != 0 {
			m.open = append(m.open, w)
		}
	}
	m.counts["timer"] += uint64(n)
}

func (m *machine) end(t *rapid.T) {
	n := rapid.IntRange(0, len(m.open)).Draw(t, "spans")
	value := drawValues(t).Draw(t, "took")
	for _, w := range m.open[:n] {
		m.timer.End(w, value, "ada")
	}
	m.open = m.open[n:]
}

func (m *machine) local(t *rapid.T) {
	l := shard.NewLocalValues(m.values)
	value, n := drawValues(t).Draw(t, "value"), drawMany(t)
	for range n {
		l.Record(value)
	}
	l.Close()
	m.counts["values"] += uint64(n)
}

func (m *machine) setRate(t *rapid.T) { m.set.SetRate(sample.NewRate(drawRate(t))) }

func (m *machine) flush(t *rapid.T) { require.NoError(t, m.c.Flush(context.Background())) }

// check compares a new snapshot with the last.
func (m *machine) check(t *rapid.T) {
	now := m.c.Snapshot()
	requireMetaGrown(t, m.last.Meta, now.Meta)
	for i := range now.Totals {
		requireGrown(t, &m.last.Totals[i], &now.Totals[i])
		require.Equal(t, m.counts[now.Totals[i].Name], now.Totals[i].Count, "exact, always")
	}
	m.last = now
}

// requireGrown holds that nothing cumulative has fallen.
func requireGrown(t *rapid.T, was, is *aggregate.Total) {
	require.GreaterOrEqual(t, is.Count, was.Count)
	require.GreaterOrEqual(t, is.Sampled, was.Sampled)
	require.GreaterOrEqual(t, is.Dropped, was.Dropped)
	require.GreaterOrEqual(t, is.Rejected, was.Rejected)
	switch {
	case math.IsNaN(is.Sum.Value): // the first events have no sample yet
		require.True(t, math.IsNaN(was.Sum.Value) || was.Sum.Value == 0, "sum of %s", is.Name)
	case !math.IsNaN(was.Sum.Value):
		require.GreaterOrEqual(t, is.Sum.Value, was.Sum.Value, "sum of %s", is.Name)
	}
	if !math.IsNaN(was.Max) {
		require.GreaterOrEqual(t, is.Max, was.Max)
		require.LessOrEqual(t, is.Min, was.Min)
	}
	_, takenWas := was.Tail()
	_, takenIs := is.Tail()
	require.GreaterOrEqual(t, takenIs, takenWas)
	before, after := was.Buckets(), is.Buckets()
	require.GreaterOrEqual(t, after.Count, before.Count)
	require.LessOrEqual(t, after.Count, is.Count, "buckets of %s", is.Name)
	require.GreaterOrEqual(t, after.ZeroCount, before.ZeroCount)
	requireBucketsGrown(t, before.Positive, after.Positive)
	requireBucketsGrown(t, before.Negative, after.Negative)
}

func requireMetaGrown(t *rapid.T, was, is aggregate.Meta) {
	require.GreaterOrEqual(t, is.Flushes, was.Flushes)
	require.GreaterOrEqual(t, is.FlushTime, was.FlushTime)
	require.GreaterOrEqual(t, is.Added, was.Added)
	require.GreaterOrEqual(t, is.Dropped, was.Dropped)
}

func requireBucketsGrown(t *rapid.T, was, is aggregate.BucketRange) {
	for i, n := range was.Counts {
		k := was.Offset + i - is.Offset
		if n == 0 {
			continue
		}
		require.True(t, k >= 0 && k < len(is.Counts), "bucket %d is gone", was.Offset+i)
		require.GreaterOrEqual(t, is.Counts[k], n, "bucket %d", was.Offset+i)
	}
}

// Whatever the load, the rates, the drops and the windows: counts are exact, and
// cumulative figures only grow from snapshot to snapshot.
func TestFiguresOnlyGrow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newMachine(t)
		defer func() { require.NoError(t, m.c.Stop(context.Background())) }()
		actions := map[string]func(*rapid.T){"rate": m.setRate, "flush": m.flush, "": m.check}
		for name, record := range map[string]func(*rapid.T){
			"values": m.recordValues, "rare": m.recordRare, "count": m.count, "local": m.local, "begin": m.begin, "end": m.end,
		} {
			actions[name] = record
			actions[name+", flush"] = func(t *rapid.T) { record(t); m.flush(t) }
		}
		t.Repeat(actions)
		m.flush(t)
		m.check(t)
	})
}
