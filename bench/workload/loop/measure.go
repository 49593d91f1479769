package loop

import (
	"context"
	"errors"
	"math"
	"time"

	"github.com/whitmetrics/whit/bench/meter"
)

// Config says how to measure.
type Config struct {
	Duration time.Duration // of it all; the operations share it
	Procs    int           // goroutines at once, up to GOMAXPROCS; 0 stands for 1
	Seed     uint64
	Progress func(share float64) // told now and then how much is done; may be nil
}

// A Result is what an operation costs in one form of the work.
type Result struct {
	Form      string
	Operation Operation
	meter.Result
}

// errTime ends a measurement that has had its time.
var errTime = errors.New("loop: the time is up")

// Measure measures the operations in one form of the work for as long as cfg says,
// and returns the results in their order. If ctx ends first it returns what there is
// with the cause.
func Measure(ctx context.Context, cfg Config, form Form, operations []Operation) ([]Result, error) {
	var subjects []meter.Subject
	for _, o := range operations {
		subjects = append(subjects, meter.Subject{Name: o.Name, Base: form.base(), With: o.block(form)})
	}
	start := time.Now()
	limited, cancel := context.WithTimeoutCause(ctx, cfg.Duration, errTime)
	defer cancel()
	measured, err := meter.Measure(limited, meter.Config{
		Pairs: math.MaxInt32 / len(subjects), // more than there is time for
		Procs: cfg.Procs,
		Seed:  cfg.Seed,
		Progress: func(int, int) {
			if cfg.Progress != nil {
				cfg.Progress(min(float64(time.Since(start))/float64(cfg.Duration), 1))
			}
		},
	}, subjects...)
	if errors.Is(err, errTime) {
		err = nil
	}
	var results []Result
	for i, r := range measured {
		results = append(results, Result{form.Name, operations[i], r})
	}
	return results, err
}
