package aggregate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/sample"
)

// trial is a window of n events, a few of them critical, under rates that change
// in its course.
type trial struct {
	n        int
	critical int // every critical'th event is; 0: none
	rates    []float64
	value    func(*rand.Rand) float64
}

// errors are relative, of one window's total.
type errors struct {
	calibrated float64 // as published
	ht         float64 // Horvitz-Thompson: Σ w·v
	batch      float64 // the batch by the rate at flush: what this project corrects
}

// run returns the mean errors of that many windows.
func (tr trial) run(t *testing.T, windows int) (mean errors) {
	e := newEngine(tr.rates[0], 1<<14, ring.DropNewest)
	s, critical := e.values("v", false), e.values("critical", true)
	var ht, taken, before float64
	e.c.Spy(func(ev ring.Event) { ht += ev.Weight * ev.Value; taken += ev.Value })
	rng := rand.New(rand.NewPCG(1, 2))
	for range windows {
		truth := 0.0
		for i := range tr.n {
			if i%(tr.n/len(tr.rates)) == 0 {
				e.set.SetRate(sample.NewRate(tr.rates[i*len(tr.rates)/tr.n]))
			}
			v := tr.value(rng)
			truth += v
			if tr.critical != 0 && i%tr.critical == 0 {
				record(critical, v)
			} else {
				record(s, v)
			}
		}
		ht, taken = 0, 0
		e.flush(t, "v")
		after := sum(t, e, "v") + sum(t, e, "critical")
		w := float64(windows)
		mean.calibrated += ((after-before)/truth - 1) / w
		mean.ht += (ht/truth - 1) / w
		mean.batch += (taken/tr.rates[len(tr.rates)-1]/truth - 1) / w
		before = after
	}
	return mean
}

func sum(t *testing.T, e *engine, name string) float64 {
	total, ok := e.c.Snapshot().Total(name)
	require.True(t, ok)
	if total.Count == 0 {
		return 0
	}
	return total.Sum.Value
}

func lognormal(rng *rand.Rand) float64 { return math.Exp(rng.NormFloat64()) }
func constant(*rand.Rand) float64      { return 12.5 }

// The bounds are ESTIMATORS.md's: each fails by chance less than once in a million.
func TestTotalsAreUnbiased(t *testing.T) {
	statistical(t)
	got := trial{n: 1000, rates: []float64{.03}, value: lognormal}.run(t, 4000)
	require.InDelta(t, 0, got.ht, .023)
	require.InDelta(t, 0, got.calibrated, .019)
}

func TestConstantValuesAreExact(t *testing.T) {
	for _, rates := range [][]float64{{.03}, {.15, .01, .1, .01, .05}, {1, .05, 1, .05, .5}} {
		got := trial{n: 1000, rates: rates, value: constant}.run(t, 200)
		require.InDelta(t, 0, got.calibrated, 1e-9)
	}
}

// What is corrected here is seen to be wrong by as much as ESTIMATORS.md says.
func TestRateAtFlushWouldBeWrong(t *testing.T) {
	got := trial{n: 10000, critical: 50, rates: []float64{.03}, value: constant}.run(t, 50)
	require.InDelta(t, 0, got.calibrated, 1e-9)
	require.InDelta(t, .65, got.batch, .05)

	got = trial{n: 10000, rates: []float64{.15, .01, .15, .01, .03}, value: lognormal}.run(t, 200)
	require.InDelta(t, 0, got.calibrated, .019)
	require.Greater(t, got.batch, 1.)
}

func TestEveryEventSampledIsExact(t *testing.T) {
	got := trial{n: 1000, rates: []float64{1}, value: lognormal}.run(t, 200)
	require.InDelta(t, 0, got.calibrated, 1e-9)
}
