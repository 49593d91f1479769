package main

import (
	"context"
	"io"
	"slices"

	"github.com/whitmetrics/whit/bench/workload/web"
)

type (
	Options = options
	Report  = report
	Number  = number
	WebRow  = webRow
)

var (
	Parse    = parse
	Defaults = defaults
	Progress = progress
	Verdict  = verdict
)

// Run runs the command as main does.
func Run(stdout, stderr io.Writer, args ...string) int {
	c := command{implementations: implementations, stdout: stdout, stderr: stderr}
	return c.run(context.Background(), args)
}

// RunWith is Run with impl in the place of an implementation.
func RunWith(ctx context.Context, name string, impl web.Implementation, stdout, stderr io.Writer, args ...string) int {
	all := slices.Clone(implementations)
	for i := range all {
		if all[i].name == name {
			all[i].make = func(options) (web.Implementation, error) { return impl, nil }
		}
	}
	c := command{implementations: all, stdout: stdout, stderr: stderr}
	return c.run(ctx, args)
}

// Table formats a table.
func Table(w io.Writer, rows [][]string) error {
	t := tables{w: w}
	t.table(rows)
	return t.err
}
