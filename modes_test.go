package whit_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

func TestCountsOnly(t *testing.T) {
	m := start(t, whit.Config{CountsOnly: true, SampleRate: 1, FlushInterval: time.Hour})
	counter, values := m.Counter("counter"), m.Distribution("values", whit.Critical())
	timer, gauge := m.Timer("timer", whit.Critical()), m.Gauge("gauge")
	local := values.Local()
	for i := range 1000 {
		counter.IncFor("ada")
		values.RecordFor(1, "ada")
		local.Record(math.NaN())
		local.Record(1)
		require.Equal(t, whit.Span{}, timer.Start())
		require.Equal(t, whit.Span{}, timer.StartFor("ada"))
		gauge.Set(float64(i))
	}
	local.Close()
	for name, count := range map[string]uint64{"counter": 1000, "values": 2000, "timer": 2000, "gauge": 1000} {
		got := total(t, m, name)
		require.Equal(t, count, got.Count, name)
		require.Zero(t, got.Sampled, name)
		require.True(t, math.IsNaN(got.Sum.Value) && math.IsNaN(got.Mean.Value), name)
	}
	require.Equal(t, 999.0, totalNow(t, m, "gauge").Value)
	meta := m.Snapshot().Meta
	require.Zero(t, meta.Added+meta.Dropped+uint64(meta.Clients))
	require.Zero(t, meta.SampleRate)
	require.EqualValues(t, 1000, meta.Rejected)
}

func TestNoMeta(t *testing.T) {
	m := start(t, whit.Config{NoMeta: true})
	m.Counter("requests").Inc()
	s := m.Snapshot()
	require.Equal(t, aggregate.Meta{}, s.Meta)
	require.EqualValues(t, 1, totalNow(t, m, "requests").Count)
	text, err := json.Marshal(s)
	require.NoError(t, err)
	require.NotContains(t, string(text), `"meta"`)
}

// The same seed draws the same samples, as far as they are drawn on one P.
func TestSeed(t *testing.T) {
	sampled := func(seed uint64) (events []int) {
		m := start(t, whit.Config{Seed: seed, FixedRate: true, FlushInterval: time.Hour})
		timer := m.Timer("latency").Start
		for i := range 5000 {
			if timer() != (whit.Span{}) {
				events = append(events, i)
			}
		}
		return events
	}
	onOneP(t)
	require.Equal(t, sampled(1), sampled(1))
	require.NotEqual(t, sampled(1), sampled(2))
	require.NotEqual(t, sampled(0), sampled(0), "no seed is a random one")
}
