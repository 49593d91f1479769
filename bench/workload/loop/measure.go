package loop

import (
	"context"
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

// Measure measures the operations in one form of the work for as long as cfg says,
// and returns the results in their order. If ctx ends first it returns what there is
// with the cause.
func Measure(ctx context.Context, cfg Config, form Form, operations []Operation) ([]Result, error) {
	var subjects []meter.Subject
	for _, o := range operations {
		subjects = append(subjects, meter.Subject{Name: o.Name, Base: form.base(), With: o.block(form)})
	}
	measured, err := meter.MeasureFor(ctx, cfg.Duration, meter.Config{Procs: cfg.Procs, Seed: cfg.Seed}, cfg.Progress, subjects...)
	var results []Result
	for i, r := range measured {
		results = append(results, Result{form.Name, operations[i], r})
	}
	return results, err
}
