package main

import (
	"context"
	"io"

	"github.com/whitmetrics/whit/bench/workload/openloop"
	"github.com/whitmetrics/whit/bench/workload/web"
)

type (
	Options = options
	Report  = report
)

var (
	Parse    = command.Parse
	Defaults = defaults
	Compare  = compare
)

// Run runs the command as main does.
func Run(ctx context.Context, stdout, stderr io.Writer, args ...string) int {
	return run(ctx, args, stdout, stderr)
}

// Replace has impl in the place of whit, until restore.
func Replace(impl web.Implementation) (restore func()) {
	last := &implementations[len(implementations)-1]
	make := last.make
	last.make = func(options) (web.Implementation, error) { return impl, nil }
	return func() { last.make = make }
}

// A Measurement is made up by a test: the turns of each implementation.
func Measurement(names []string, turns ...[]*openloop.Result) *measurement {
	m := &measurement{capacity: 2000, rate: 1000}
	for i, name := range names {
		f := found{name: name}
		for _, t := range turns[i] {
			f.add(t)
		}
		m.found = append(m.found, f)
	}
	return m
}

func (m *measurement) WriteBenchmarks(w io.Writer) error { return m.writeBenchmarks(w) }
func (m *measurement) SVG() []byte                       { return m.curves().SVG() }

func (m *measurement) Write(w io.Writer, rounds int) error {
	return newReport(options{rounds: rounds}, m).write(w, false)
}
