package aggregate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/sample"
)

// flagged returns the share of timers whose sum is said to be unreliable.
func flagged(t *testing.T, trials, n int, value func(*rand.Rand) float64) (share float64) {
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range trials {
		e := newEngineSeed(.03, 1<<13, ring.DropNewest, uint64(i))
		s := e.timer("t")
		for range n {
			record(s, value(rng))
		}
		total := e.flush(t, "t")
		if ok, reason := total.Reliable(); !ok {
			require.Contains(t, reason, "heavy tail")
			require.True(t, math.IsInf(total.Sum.High, 1), "at least")
			require.True(t, total.Sum.Known())
			require.LessOrEqual(t, total.Sum.Low, total.Sum.Value)
			share += 1 / float64(trials)
		}
	}
	return share
}

// A timer has no threshold: what it lasts is known too late. Where the tail index is
// below 2 that is said; where it is not, or values only lie at two levels, it is not.
func TestHeavyTailsAreTold(t *testing.T) {
	statistical(t)
	require.Greater(t, flagged(t, 400, 100_000, pareto), .8, "some 0.86; goroutines that move between Ps make some chance")
	for name, value := range map[string]func(*rand.Rand) float64{
		"lognormal": lognormal, "bimodal": bimodal, "bursts": bursts(), "constant": constant,
		"light Pareto": func(rng *rand.Rand) float64 { return math.Pow(1-rng.Float64(), -1./3) },
		"exponential":  (*rand.Rand).ExpFloat64,
	} {
		require.LessOrEqual(t, flagged(t, 100, 10_000, value), .03, name)
		require.LessOrEqual(t, flagged(t, 100, 50_000, value), .03, name)
	}
}

func TestReliable(t *testing.T) {
	e := newEngine(1e-12, 512, ring.DropNewest)
	s, name := e.values("v", false), "v"
	reason := func() string {
		ok, reason := e.flush(t, name).Reliable()
		require.Equal(t, ok, reason == "")
		return reason
	}
	require.Empty(t, reason(), "nothing is known, and nothing wrong")
	for range 100 {
		record(s, 1)
	}
	for _, want := range []string{"0 of 100 events sampled: want 3 or more", "1 of 100 ", "2 of 100 "} {
		require.Contains(t, reason(), want)
		e.set.Shards()[0].Ring.Push(&ring.Event{Value: 1, Weight: 33, Metric: s.Number()}, false)
	}
	e.set.SetRate(sample.NewRate(.05))
	s, name = e.values("equal", false), "equal"
	for range 1000 {
		record(s, 1)
	}
	require.Contains(t, reason(), "sampled values are equal")
	for range 3000 {
		record(s, 1)
	}
	require.Empty(t, reason())
	e.set.SetRate(sample.NewRate(.5))
	s, name = e.values("full", false), "full"
	for range 5000 {
		record(s, 1)
	}
	require.Contains(t, reason(), "lost in full rings: want at most 1 %")
}

// Of values whose variance is no float64, the sum is given and the interval is not.
func TestReliableOfExtremeValues(t *testing.T) {
	for _, scale := range []float64{1e-300, 1e-170, 1e-60, 1, 1e60, 1e140, 1e160, 1e300} {
		for _, sign := range []float64{1, -1} {
			e := newEngine(.05, 4096, ring.DropNewest)
			s, name := e.values("v", false), "v"
			for i := range 10_000 {
				record(s, sign*scale*(1+float64(i%7)/7))
			}
			total := e.flush(t, name)
			ok, reason := total.Reliable()
			if extreme := math.Abs(math.Log10(scale)) > 60; extreme {
				require.False(t, ok, "%v", scale)
				require.Contains(t, reason, "want magnitudes from 1e-60 to 1e60")
			} else {
				require.True(t, ok, "%v: %s", scale, reason)
				require.Positive(t, total.Sum.StdErr)
				require.Less(t, total.Sum.Low, total.Sum.High)
			}
			require.InEpsilon(t, sign*scale*1e4*(1+3./7), total.Sum.Value, .1)
		}
	}
}
