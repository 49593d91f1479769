package aggregate_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

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
	for _, warm := range []int{1} {
		t.Logf("pareto warm %d: %+v", warm, tailTrial(t, 1000, warm, 10000, .01, pareto))
	}
	for _, sigma := range []float64{1, 1.25, 1.5} {
		for _, c := range []struct{ n int; p float64 }{{10000, .01}, {10000, .03}, {100000, .01}, {100000, .03}} {
			zz(t, fmt.Sprint("lognormal ", sigma), c.n, c.p, func(r *rand.Rand) float64 { return math.Exp(sigma * r.NormFloat64()) })
		}
	}
	for _, alpha := range []float64{1.5, 2.5} {
		for _, c := range []struct{ n int; p float64 }{{10000, .01}, {10000, .03}, {100000, .01}, {100000, .03}} {
			zz(t, fmt.Sprint("pareto ", alpha), c.n, c.p, func(r *rand.Rand) float64 { return math.Pow(1-r.Float64(), -1/alpha) })
		}
	}
}

func zz(t *testing.T, name string, n int, p float64, value func(*rand.Rand) float64) {
	rng := rand.New(rand.NewPCG(1, 2))
	trials := 300
	if n > 50000 { trials = 100 }
	var raw, flagged, both float64
	for i := range trials {
		e := newEngineSeed(p, 8192, ring.DropNewest, uint64(i))
		s := e.timer("v")
		truth := 0.
		for range n {
			v := value(rng)
			truth += v
			record(s, v)
		}
		total := e.flush(t, "v")
		u := total.Unguarded()
		ok := u.Low <= truth && truth <= u.High
		if ok { raw++ }
		if r, _ := total.Reliable(); !r { flagged++ } else if ok { both++ }
	}
	t.Logf("%s n=%d p=%v: raw coverage %.3f flagged %.3f coverage of unflagged %.3f", name, n, p, raw/float64(trials), flagged/float64(trials), both/(float64(trials)-flagged))
}
