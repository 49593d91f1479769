package meter_test

import (
	"math/rand/v2"
	"time"

	"github.com/whitmetrics/whit/bench/meter"
)

// A fake is a machine whose time moves only when its blocks and probes run.
type fake struct {
	clock  time.Duration
	slow   float64 // factor on all that runs now; the neighbour's doing
	jitter float64 // relative, uniform, on blocks only
	rng    *rand.Rand
	tidied int
	onTidy func(k int) // before the k-th chunk, counted from 0
}

func newFake() *fake { return &fake{slow: 1, rng: rand.New(rand.NewPCG(1, 1))} }

func (f *fake) measure(cfg meter.Config, subjects ...meter.Subject) ([]meter.Result, error) {
	return meter.MeasureOn(cfg, f.now, f.probe, f.tidy, subjects...)
}

func (f *fake) now() time.Duration { return f.clock }

func (f *fake) probe() { f.clock += time.Duration(20e3 * f.slow) }

func (f *fake) tidy() {
	if f.onTidy != nil {
		f.onTidy(f.tidied)
	}
	f.tidied++
}

// block takes ns nanoseconds an iteration.
func (f *fake) block(ns float64) meter.Block {
	return func(n int) {
		noise := 1 + f.jitter*(2*f.rng.Float64()-1)
		f.clock += time.Duration(float64(n) * ns * f.slow * noise)
	}
}
