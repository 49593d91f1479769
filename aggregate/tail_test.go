package aggregate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/shard"
)

// recordValue is what a distribution's method does.
func recordValue(s *shard.Series, v float64) {
	if s.Threshold().Holds(v) {
		record(s, v)
	} else {
		s.RecordBeyond(v, "")
	}
}

type tailResult struct{ rmse, bias, coverage, taken, worst float64 }

func tailTrial(t *testing.T, trials, warm, n int, p float64, value func(*rand.Rand) float64) (r tailResult) {
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range trials {
		e := newEngineSeed(p, 2048, ring.DropNewest, uint64(i))
		s := e.values("v", false)
		for range warm {
			for range n {
				recordValue(s, value(rng))
			}
			e.flush(t, "v")
		}
		e.c.Forget(s)
		truth := 0.0
		before := s.Drawn()
		for range n {
			v := value(rng)
			truth += v
			recordValue(s, v)
		}
		total := e.flush(t, "v")
		err := total.Sum.Value/truth - 1
		r.rmse += err * err
		r.bias += err
		if total.Sum.Low <= truth && truth <= total.Sum.High {
			r.coverage++
		}
		share := float64(s.Drawn()-before) / float64(n)
		r.taken += share
		r.worst = max(r.worst, share)
	}
	k := float64(trials)
	return tailResult{math.Sqrt(r.rmse / k), r.bias / k, r.coverage / k, r.taken / k, r.worst}
}

func TestZZTail(t *testing.T) {
	for _, warm := range []int{1, 2, 3, 5} {
		t.Logf("pareto warm %d: %+v", warm, tailTrial(t, 1000, warm, 10000, .01, pareto))
		t.Logf("lognormal warm %d: %+v", warm, tailTrial(t, 300, warm, 10000, .01, lognormal))
	}
	_ = aggregate.Total{}
	require.True(t, true)
}
