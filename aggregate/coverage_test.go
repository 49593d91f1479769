package aggregate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/sample"
)

// coverage returns the share of trials in which the true total lies within the
// interval as published, and within the plain normal one.
func (tr trial) coverage(t *testing.T, trials int) (published, normal float64) {
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range trials {
		total, truth := tr.once(t, rng, uint64(i))
		if e := total.Sum; e.Low <= truth && truth <= e.High {
			published++
		}
		if e := total.Sum; math.Abs(e.Value-truth) <= 1.96*e.StdErr {
			normal++
		}
	}
	return published / float64(trials), normal / float64(trials)
}

// once runs one trial on a fresh engine.
func (tr trial) once(t *testing.T, rng *rand.Rand, seed uint64) (total aggregate.Total, truth float64) {
	e := newEngineSeed(tr.rates[0], 2048, ring.DropNewest, seed)
	s := e.values("v", false)
	for i := range tr.n {
		if i%(tr.n/len(tr.rates)) == 0 {
			e.set.SetRate(sample.NewRate(tr.rates[i*len(tr.rates)/tr.n]))
		}
		v := tr.value(rng)
		truth += v
		record(s, v)
	}
	return e.flush(t, "v"), truth
}

// bursts are values around 1 with now and then a run of values around 10.
func bursts() func(*rand.Rand) float64 {
	left := 0
	return func(rng *rand.Rand) float64 {
		if left == 0 && rng.IntN(200) == 0 {
			left = 20
		}
		scale := 1.
		if left > 0 {
			left--
			scale = 10
		}
		return scale * math.Exp(.3*rng.NormFloat64())
	}
}

// The bands are ESTIMATORS.md's: each fails by chance less than once in a million.
func TestIntervalsHold(t *testing.T) {
	statistical(t)
	for _, c := range []struct {
		name      string
		trial     trial
		low, high float64
	}{
		{"lognormal 1e3 .03", trial{n: 1000, rates: []float64{.03}, value: lognormal}, .9225, .9655},
		{"lognormal 1e4 .01", trial{n: 10000, rates: []float64{.01}, value: lognormal}, .937, .976},
		{"lognormal 1e3 .15", trial{n: 1000, rates: []float64{.15}, value: lognormal}, .943, .980},
		{"bursts, flapping rate", trial{n: 10000, rates: []float64{.03, .15, .01, .08, .02}, value: bursts()}, .941, .9785},
	} {
		t.Run(c.name, func(t *testing.T) {
			published, normal := c.trial.coverage(t, trials(4000))
			t.Logf("coverage %.4f, of the plain normal interval %.4f", published, normal)
			require.GreaterOrEqual(t, published, c.low)
			require.LessOrEqual(t, published, c.high)
		})
	}
}

func TestPlainNormalIntervalDoesNotHold(t *testing.T) {
	statistical(t)
	_, normal := trial{n: 1000, rates: []float64{.03}, value: lognormal}.coverage(t, trials(4000))
	require.Less(t, normal, .9225)
}
