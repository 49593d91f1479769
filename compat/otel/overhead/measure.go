package main

import (
	"context"
	"errors"
	"io"
	"runtime"

	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/show"
)

// parallel is how many goroutines record at once in the second run, where there are as
// many processors.
const parallel = 2

// row is one operation, with one provider after the other. Figures are fractions of the
// work and ns a call; those that are not known are null.
type row struct {
	Name string `json:"name"`
	Whit figure `json:"whit"`
	SDK  figure `json:"sdk"`
}

type figure struct {
	All      summary `json:"all"`
	Quiet    summary `json:"quiet"`
	Parallel summary `json:"parallel"` // on several goroutines at once
}

// report is what was measured. The null has the work's copy for an operation.
type report struct {
	Null  figure  `json:"null"`
	Rows  []row   `json:"operations"`
	Base  float64 `json:"base_ns"`
	Pairs int     `json:"pairs"`
}

// measure measures the operations, with both providers.
func measure(ctx context.Context, o options, operations []operation, stderr io.Writer) (r *report, err error) {
	p, err := newProviders()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	subjects, err := subjectsOf(p, operations)
	if err != nil {
		return nil, err
	}
	run := func(what string, procs int) ([]meter.Result, error) {
		tell := show.Progress(stderr, what)
		return meter.Measure(ctx, meter.Config{Pairs: o.pairs, Procs: procs, Progress: func(done, total int) {
			tell(float64(done) / float64(total))
		}}, subjects...)
	}
	one, err := run("one goroutine", 1)
	if err != nil {
		return nil, err
	}
	many, err := run("two goroutines", min(parallel, runtime.GOMAXPROCS(0)))
	if err != nil {
		return nil, err
	}
	return newReport(o, one, many), nil
}

// subjectsOf returns the null, and two subjects for each row: whit's and the SDK's.
func subjectsOf(p providers, operations []operation) ([]meter.Subject, error) {
	ours, err1 := newInstruments(p.whit)
	theirs, err2 := newInstruments(p.sdk)
	scaled, err3 := newInstruments(p.sdkScale)
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, err
	}
	subjects := []meter.Subject{{Name: "null", Base: alone, With: null}}
	pair := func(name string, o operation, sdk instruments) {
		subjects = append(subjects,
			meter.Subject{Name: name, Base: alone, With: o.block(ours)},
			meter.Subject{Name: name, Base: alone, With: o.block(sdk)})
	}
	for _, o := range operations {
		pair(o.name, o, theirs)
		if o.name == histogramName {
			pair(o.name+", the SDK's exponential", o, scaled)
		}
	}
	return subjects, nil
}

func newReport(o options, one, many []meter.Result) *report {
	at := func(i int) figure {
		return figure{newSummary(one[i].All), newSummary(one[i].Quiet), newSummary(many[i].All)}
	}
	r := &report{Null: at(0), Base: one[0].All.BaseNS, Pairs: o.pairs}
	for i := 1; i < len(one); i += 2 {
		r.Rows = append(r.Rows, row{one[i].Name, at(i), at(i + 1)})
	}
	return r
}
