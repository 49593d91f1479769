package aggregate_test

import (
	"cmp"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/ring"
)

func pareto(rng *rand.Rand) float64 { return math.Pow(1-rng.Float64(), -1/1.5) }

func bimodal(rng *rand.Rand) float64 {
	if rng.IntN(7) == 0 {
		return 100 * math.Exp(.2*rng.NormFloat64())
	}
	return math.Exp(.2 * rng.NormFloat64())
}

// weighted is a sample with the events that it stands for.
type weighted struct{ value, weight float64 }

// distributionOf records n values in windows of 20,000, and
// returns the total, the values sorted, and the samples sorted, with their weights
// calibrated window by window.
func distributionOf(t *testing.T, p float64, n int, seed uint64, value func(*rand.Rand) float64) (total aggregate.Total, all []float64, sampled []weighted) {
	const window = 20_000
	e := newEngineSeed(p, 1<<15, ring.DropNewest, seed)
	s := e.values("v", false)
	begin, weight, ones := 0, 0., 0.
	e.c.Spy(func(ev ring.Event) {
		sampled = append(sampled, weighted{ev.Value, ev.Weight})
		if ev.Weight == 1 {
			ones++
		} else {
			weight += ev.Weight
		}
	})
	flush := func(events int) {
		total = e.flush(t, "v")
		for i := begin; i < len(sampled); i++ {
			if sampled[i].weight != 1 {
				sampled[i].weight *= (float64(events) - ones) / weight
			}
		}
		begin, weight, ones = len(sampled), 0, 0
	}
	rng := rand.New(rand.NewPCG(seed, 1))
	for i := range n {
		v := value(rng)
		all = append(all, v)
		recordValue(s, v)
		if (i+1)%window == 0 {
			flush(window)
		}
	}
	flush(n % window)
	slices.Sort(all)
	slices.SortFunc(sampled, func(a, b weighted) int { return cmp.Compare(a.value, b.value) })
	return total, all, sampled
}

func exact(sorted []float64, q float64) float64 {
	return sorted[max(int(math.Ceil(q*float64(len(sorted))))-1, 0)]
}

// exactWeighted is exact of values with weights.
func exactWeighted(sorted []weighted, q float64) float64 {
	total, rank := 0., 0.
	for _, s := range sorted {
		total += s.weight
	}
	for _, s := range sorted {
		if rank += s.weight; rank >= q*total {
			return s.value
		}
	}
	return sorted[len(sorted)-1].value
}

var quantiles = []float64{.1, .5, .9, .99, .999}

var shapes = map[string]func(*rand.Rand) float64{"lognormal": lognormal, "pareto": pareto, "bimodal": bimodal}

// The point is the sampled quantile, to half a bucket's width, whatever the values and
// with a threshold. On one P, so that a window is one group.
func TestQuantilePoints(t *testing.T) {
	statistical(t)
	if !procpin.ByRuntime {
		t.Skip("shards are not of Ps")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for name, value := range shapes {
		total, _, sampled := distributionOf(t, .03, 1_000_000, 1, value)
		for _, q := range quantiles {
			e := total.Quantile(q)
			const ulps = 1e-9 // of a rank: sums are not added in the same order
			require.GreaterOrEqual(t, e.Value*1.011, exactWeighted(sampled, q-ulps), "%s, q = %v", name, q)
			require.LessOrEqual(t, e.Value/1.011, exactWeighted(sampled, q+ulps), "%s, q = %v", name, q)
			require.LessOrEqual(t, e.Low, e.Value)
			require.GreaterOrEqual(t, e.High, e.Value)
		}
	}
}

// The truth of a million values is within the interval as often as it says.
func TestQuantilesOfAMillion(t *testing.T) {
	statistical(t)
	seeds, within := trials(4), 0.
	for name, value := range shapes {
		for i := range seeds {
			total, all, _ := distributionOf(t, .03, 1_000_000, uint64(i), value)
			for _, q := range quantiles {
				e, truth := total.Quantile(q), exact(all, q)
				if e.Low <= truth && truth <= e.High {
					within += 1 / float64(len(shapes)*len(quantiles)*seeds)
				}
				require.LessOrEqual(t, e.Low/1.05, truth, "%s, q = %v: not even nearly", name, q)
				require.GreaterOrEqual(t, e.High*1.05, truth, "%s, q = %v: not even nearly", name, q)
			}
		}
	}
	t.Logf("coverage %.3f", within)
	require.Greater(t, within, .9)
}

// Intervals of quantiles are of ranks, so they hold whatever the distribution; a
// bucket's width makes them wider than 95 %.
func TestQuantileIntervalsHold(t *testing.T) {
	statistical(t)
	trials := trials(300)
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
		t.Logf("q = %v: %.3f", q, float64(n)/float64(trials))
		require.Greater(t, float64(n)/float64(trials), .90, "q = %v", q) // five standard errors below .95
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
