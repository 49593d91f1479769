package aggregate_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/ring"
)

// slowMetric returns the coverage of totals to which each window brings a sample at
// most, as a rule, by the interval as published, and by one for which windows with few
// samples have no variance.
func slowMetric(t *testing.T, trials int) (published, blind float64) {
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range trials {
		e := newEngineSeed(.03, 512, ring.DropNewest, uint64(i))
		s := e.values("v", false)
		truth := 0.
		for range 100 {
			for range 20 {
				v := lognormal(rng)
				truth += v
				record(s, v)
			}
			e.flush(t, "v")
		}
		total, _ := e.c.Snapshot().Total("v")
		require.True(t, total.Sum.Known())
		if sum := total.Sum; sum.Low <= truth && truth <= sum.High {
			published++
		}
		if sum := total.WithoutLoose(); sum.Low <= truth && truth <= sum.High {
			blind++
		}
	}
	return published / float64(trials), blind / float64(trials)
}

// The variance of single values is told by all windows together.
func TestSlowMetricsHaveIntervals(t *testing.T) {
	statistical(t)
	published, blind := slowMetric(t, trials(1000))
	t.Logf("coverage %.3f, without what windows of few samples miss %.3f", published, blind)
	require.GreaterOrEqual(t, published, .92)
	require.LessOrEqual(t, published, .985)
	require.Less(t, blind, .92)
}
