package aggregate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/sample"
)

func TestEventsWithoutSamplesAreOwedToTheNextWindow(t *testing.T) {
	e := newEngine(1e-12, 512, ring.DropNewest)
	s := e.values("v", false)
	for range 100 {
		record(s, 2)
	}
	total := e.flush(t, "v")
	require.EqualValues(t, 100, total.Count)
	require.Zero(t, total.Sampled)
	require.True(t, math.IsNaN(total.Sum.Value), "unknown is not 0")
	require.True(t, math.IsNaN(total.Mean.Value))

	// A cell keeps the gap that it has drawn, so the events that follow come on a
	// fresh series: its window covers all its events with the samples it gets.
	fresh := e.values("fresh", false)
	e.set.SetRate(sample.NewRate(.5))
	for range 1000 {
		record(fresh, 2)
	}
	total = e.flush(t, "fresh")
	require.InDelta(t, 2000, total.Sum.Value, 1e-6)
	require.InDelta(t, 0, e.c.Owed(fresh), 1e-9)
}

func TestDroppedSamplesAreRepresentedByTheRest(t *testing.T) {
	for _, p := range []float64{.5, 1} {
		for _, policy := range []ring.Policy{ring.DropNewest, ring.DropOldest} {
			e := newEngine(p, 512, policy)
			s := e.values("v", false)
			for range 5000 {
				record(s, 3)
			}
			total := e.flush(t, "v")
			require.EqualValues(t, 5000, total.Count)
			require.NotZero(t, total.Dropped)
			if p == 1 {
				require.EqualValues(t, 5000, total.Sampled+total.Dropped)
			}
			require.InDelta(t, 15000, total.Sum.Value, 1e-6, "p = %v, %v", p, policy)
			require.InDelta(t, 3, total.Mean.Value, 1e-12)
			require.InDelta(t, 0, e.c.Owed(s), 1e-6, "covered once")
		}
	}
}

func TestEvictionIsChargedToTheVictim(t *testing.T) {
	e := newEngine(1, 512, ring.DropOldest)
	first, second := e.values("first", false), e.values("second", false)
	for _, sh := range e.set.Shards() { // whichever the next events go to, it is full
		for sh.Ring.Len() < sh.Ring.Cap()*7/8 { // the rest is for critical events
			sh.Ring.Push(&ring.Event{Value: 1, Weight: 1, Metric: first.Number()}, false)
		}
	}
	for range 100 {
		record(second, 1)
	}
	require.EqualValues(t, 100, e.flush(t, "first").Dropped)
	require.Zero(t, e.flush(t, "second").Dropped)
	require.EqualValues(t, 100, e.flush(t, "second").Sampled)
}

func TestCriticalEventsSurviveARingFilledByOthers(t *testing.T) {
	for _, policy := range []ring.Policy{ring.DropNewest, ring.DropOldest} {
		e := newEngine(.9, 512, policy)
		others, critical := e.values("others", false), e.values("critical", true)
		truth := 0.0
		rng := rand.New(rand.NewPCG(3, 4))
		for i := range 10000 {
			record(others, 1)
			if i%200 == 0 {
				v := lognormal(rng)
				truth += v
				record(critical, v)
			}
		}
		total := e.flush(t, "critical")
		require.EqualValues(t, 50, total.Sampled, "%v", policy)
		require.Zero(t, total.Dropped)
		require.InDelta(t, truth, total.Sum.Value, 1e-9)
		require.NotZero(t, e.flush(t, "others").Dropped)
	}
}

// Spans that are still open are left for the window in which they end.
func TestOpenSpansAreNotSpread(t *testing.T) {
	e := newEngine(.5, 4096, ring.DropNewest)
	s := e.timer("t")
	var open []float32
	for i := range 2000 {
		switch w := s.Begin(procpin.Pin()); {
		case w == 0:
		case i%4 == 0:
			open = append(open, w)
		default:
			s.End(w, 1, "")
		}
	}
	total := e.flush(t, "t")
	require.EqualValues(t, 2000, total.Count)
	require.InDelta(t, 1500, total.Sum.Value, 100, "three quarters have ended")
	require.InDelta(t, 1, total.Mean.Value, 1e-9)

	for _, w := range open {
		s.End(w, 5, "")
	}
	total = e.flush(t, "t")
	require.InDelta(t, 1500+5*500, total.Sum.Value, 500)
	require.InDelta(t, 0, e.c.Owed(s), 1e-6, "all have ended")
}

func TestSumsOnlyGrow(t *testing.T) {
	e := newEngine(.2, 512, ring.DropOldest)
	s, span := e.values("v", false), e.timer("t")
	rng := rand.New(rand.NewPCG(5, 6))
	var lastSum, lastSpan float64
	for range 300 {
		for range rng.IntN(3000) {
			record(s, rng.ExpFloat64())
			w := span.Begin(procpin.Pin())
			if w != 0 && rng.IntN(3) > 0 {
				span.End(w, rng.ExpFloat64(), "")
			}
		}
		e.set.SetRate(sample.NewRate(rng.Float64()))
		if sum := e.flush(t, "v").Sum.Value; !math.IsNaN(sum) {
			require.GreaterOrEqual(t, sum, lastSum)
			lastSum = sum
		}
		if sum := e.flush(t, "t").Sum.Value; !math.IsNaN(sum) {
			require.GreaterOrEqual(t, sum, lastSpan)
			lastSpan = sum
		}
	}
	require.NotZero(t, lastSum)
	require.NotZero(t, lastSpan)
}
