package aggregate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
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

// tailed is how well windows of 1e4 events at 1 % are estimated whose threshold comes
// from the windows before.
type tailed struct{ bias, rmse, coverage, taken float64 }

func tailTrials(t *testing.T, trials int, recordOne func(*shard.Series, float64)) (r tailed) {
	const warm, n = 3, 10_000
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range trials {
		e := newEngineSeed(.01, 2048, ring.DropNewest, uint64(i))
		s := e.values("v", false)
		truth, before := 0., uint64(0)
		for w := range warm + 1 {
			if w == warm {
				before = s.Drawn()
				e.c.Forget(s)
			}
			truth = 0
			for range n {
				v := pareto(rng)
				truth += v
				recordOne(s, v)
			}
			e.flush(t, "v")
		}
		total, _ := e.c.Snapshot().Total("v")
		sum := total.Unguarded() // two-sided, however heavy the tail
		off := sum.Value/truth - 1
		r.bias += off
		r.rmse += off * off
		if sum.Low <= truth && truth <= sum.High {
			r.coverage++
		}
		r.taken += float64(s.Drawn()-before) / n
	}
	k := float64(trials)
	return tailed{r.bias / k, math.Sqrt(r.rmse / k), r.coverage / k, r.taken / k}
}

func TestTakeAllStratum(t *testing.T) {
	statistical(t)
	got := tailTrials(t, trials(1000), recordValue)
	t.Logf("%+v", got)
	require.Less(t, got.rmse, .15)
	require.InDelta(t, 0, got.bias, .015, "five standard errors")
	require.GreaterOrEqual(t, got.coverage, .92)
	require.LessOrEqual(t, got.coverage, .99)
	require.LessOrEqual(t, got.taken, .03, "sampled or taken")
	require.Greater(t, got.taken, .015, "there is a threshold")
}

func TestWithoutTakeAllStratumTailsDoNotHold(t *testing.T) {
	statistical(t)
	got := tailTrials(t, trials(300), record)
	t.Logf("%+v", got)
	require.Greater(t, got.rmse, .15)
	require.Less(t, got.coverage, .92)
}

// Values that grow at once are not all taken for long, and the threshold follows them;
// it comes down with them too.
func TestThresholdFollowsTheValues(t *testing.T) {
	e := newEngine(.01, 4096, ring.DropNewest)
	s := e.values("v", false)
	rng := rand.New(rand.NewPCG(1, 2))
	window := func(scale float64) (taken float64) {
		before := s.Taken()
		for i := range 20_000 {
			recordValue(s, scale*rng.ExpFloat64())
			if i%500 == 0 { // rings fill, and are drained
				e.c.Drain(e.now)
			}
		}
		e.flush(t, "v")
		return float64(s.Taken()-before) / 20_000
	}
	threshold := func() float64 {
		total, _ := e.c.Snapshot().Total("v")
		at, _ := total.Tail()
		return at
	}
	require.True(t, math.IsInf(threshold(), 1))
	for range 5 {
		window(1)
	}
	require.InDelta(t, math.Log(100), threshold(), 1.2)
	require.Less(t, window(100), .3, "taken in all, of values that have grown")
	for range 3 {
		window(100)
	}
	require.InDelta(t, 100*math.Log(100), threshold(), 120)
	require.Less(t, window(100), .03)
	for range 10 {
		window(1)
	}
	require.InDelta(t, math.Log(100), threshold(), 1.2)
	require.Greater(t, window(1), .002)
}

func TestTail(t *testing.T) {
	e := newEngine(.05, 1<<14, ring.DropNewest)
	s, critical, timer := e.values("v", false), e.values("critical", true), e.timer("timer")
	rng := rand.New(rand.NewPCG(3, 4))
	largest, most := 0., uint64(0)
	for i := range 20 {
		for range 5000 {
			v := pareto(rng)
			recordValue(s, v)
			recordValue(critical, v)
			record(timer, v)
			if i > 0 {
				largest = max(largest, v)
			}
		}
		total := e.flush(t, "v")
		at, taken := total.Tail()
		require.False(t, math.IsInf(at, 1))
		require.GreaterOrEqual(t, taken, most)
		most = taken
		if i > 0 && largest > at {
			require.GreaterOrEqual(t, total.Max, largest, "exact above the threshold")
		}
	}
	require.Greater(t, most, uint64(500))
	for _, name := range []string{"critical", "timer"} {
		at, taken := e.flush(t, name).Tail()
		require.True(t, math.IsInf(at, 1), name)
		require.Zero(t, taken, name)
	}
}

// Where every event is a sample, or none is large, there is nothing to take in all.
func TestNoThreshold(t *testing.T) {
	for name, c := range map[string]struct {
		p     float64
		value func(*rand.Rand) float64
	}{
		"every event":  {1, pareto},
		"equal values": {.1, constant},
		"negative":     {.1, func(rng *rand.Rand) float64 { return -pareto(rng) }},
		"mixed":        {.1, func(rng *rand.Rand) float64 { return float64(rng.IntN(10)) }},
	} {
		e := newEngine(c.p, 4096, ring.DropNewest)
		s := e.values("v", false)
		rng := rand.New(rand.NewPCG(5, 6))
		for range 10 {
			for range 2000 {
				recordValue(s, c.value(rng))
			}
			e.flush(t, "v")
		}
		require.Zero(t, s.Taken(), name)
	}
}
