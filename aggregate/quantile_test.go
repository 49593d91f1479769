package aggregate_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/ring"
)

func pareto(rng *rand.Rand) float64 { return math.Pow(1-rng.Float64(), -1/1.5) }

func bimodal(rng *rand.Rand) float64 {
	if rng.IntN(7) == 0 { // no quantile below lies in the gap
		return 100 * math.Exp(.2*rng.NormFloat64())
	}
	return math.Exp(.2 * rng.NormFloat64())
}

// distributionOf records n values in windows of 20,000, and returns the total,
// the values sorted, and those of the samples sorted.
func distributionOf(t *testing.T, p float64, n int, seed uint64, value func(*rand.Rand) float64) (total aggregate.Total, all, sampled []float64) {
	e := newEngineSeed(p, 1<<15, ring.DropNewest, seed)
	s := e.values("v", false)
	e.c.Spy(func(ev ring.Event) { sampled = append(sampled, ev.Value) })
	rng := rand.New(rand.NewPCG(seed, 1))
	for i := range n {
		v := value(rng)
		all = append(all, v)
		record(s, v)
		if i%20_000 == 0 {
			e.flush(t, "v")
		}
	}
	total = e.flush(t, "v")
	slices.Sort(all)
	slices.Sort(sampled)
	return total, all, sampled
}

func exact(sorted []float64, q float64) float64 {
	return sorted[max(int(math.Ceil(q*float64(len(sorted))))-1, 0)]
}

var quantiles = []float64{.1, .5, .9, .99, .999}

func TestQuantilePoints(t *testing.T) {
	for name, value := range map[string]func(*rand.Rand) float64{"lognormal": lognormal, "pareto": pareto, "bimodal": bimodal} {
		t.Run(name, func(t *testing.T) {
			total, all, sampled := distributionOf(t, .03, 1_000_000, 1, value)
			for _, q := range quantiles {
				e := total.Quantile(q)
				// Half a bucket from the sampled quantile, or from a rank near it: small groups
				// differ in their weights, as goroutines move between Ps. (Of all: below.)
				near := .3 * min(q, 1-q)
				require.GreaterOrEqual(t, e.Value*1.0109, exact(sampled, q-near), "q = %v", q)
				require.LessOrEqual(t, e.Value/1.0109, exact(sampled, q+near), "q = %v", q)
				require.LessOrEqual(t, e.Low, e.Value)
				require.GreaterOrEqual(t, e.High, e.Value)
				// One interval in twenty misses; a bucket more, and hardly any does.
				require.LessOrEqual(t, e.Low/1.022, exact(all, q), "q = %v", q)
				require.GreaterOrEqual(t, e.High*1.022, exact(all, q), "q = %v", q)
			}
		})
	}
}

// Intervals of quantiles are of ranks, so they hold whatever the distribution; a
// bucket's width makes them wider than 95 %.
func TestQuantileIntervalsHold(t *testing.T) {
	const trials = 300
	covered := map[float64]int{}
	for i := range trials {
		total, all, _ := distributionOf(t, .03, 20_000, uint64(i), lognormal)
		for _, q := range []float64{.5, .9, .99} {
			if e := total.Quantile(q); e.Low <= exact(all, q) && exact(all, q) <= e.High {
				covered[q]++
			}
		}
	}
	for q, n := range covered {
		t.Logf("q = %v: %.3f", q, float64(n)/trials)
		require.Greater(t, float64(n)/trials, .90, "q = %v", q) // five standard errors below .95
	}
}

// With few samples an upper quantile is known from below only.
func TestQuantilesOfFewSamples(t *testing.T) {
	for _, c := range []struct {
		q      float64
		needed int
	}{{.5, 8}, {.9, 53}, {.99, 563}} {
		for _, n := range []int{c.needed * 7 / 10, c.needed * 15 / 10} {
			total, _, sampled := distributionOf(t, .03, n*100/3, 5, lognormal)
			if math.Abs(float64(len(sampled)-c.needed)) < 2+.1*float64(c.needed) {
				continue // n* is not quite the number of samples
			}
			finite := !math.IsInf(total.Quantile(c.q).High, 1)
			require.Equal(t, len(sampled) >= c.needed, finite, "q = %v, %d samples", c.q, len(sampled))
		}
	}
}

func TestQuantileOfAll(t *testing.T) {
	total, all, _ := distributionOf(t, 1, 1000, 1, lognormal)
	for _, q := range quantiles {
		e := total.Quantile(q)
		require.InEpsilon(t, exact(all, q), e.Value, .0115, "q = %v", q)
		require.LessOrEqual(t, e.Low, exact(all, q))
		require.GreaterOrEqual(t, e.High, exact(all, q))
	}
	require.True(t, math.IsNaN(total.Quantile(0).Value))
	require.True(t, math.IsNaN(total.Quantile(1).Value))
	require.True(t, math.IsNaN(aggregate.Total{}.Quantile(.5).Value))
}

func TestQuantilesOfNegativeValues(t *testing.T) {
	total, all, _ := distributionOf(t, .5, 20_000, 1, (*rand.Rand).NormFloat64)
	for _, q := range quantiles {
		e := total.Quantile(q)
		// Five standard errors of 10,000 normal samples' quantile, at least.
		require.InDelta(t, exact(all, q), e.Value, .1+.4*max(q-.99, 0)/.009, "q = %v", q)
		require.LessOrEqual(t, e.Low, e.Value)
		require.GreaterOrEqual(t, e.High, e.Value)
	}
}
