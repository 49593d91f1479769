package main

import (
	"context"
	"io"
	"slices"
	"time"

	"github.com/whitmetrics/whit/bench/workload/web"
	"github.com/whitmetrics/whit/compat"
)

type (
	Options  = options
	Report   = report
	Number   = number
	WebRow   = webRow
	Interval = interval
)

var (
	Parse    = command.Parse
	Defaults = defaults
	Verdict  = verdict
)

// Run runs the command as main does.
func Run(stdout, stderr io.Writer, args ...string) int {
	b := bench{implementations: implementations, sockets: sockets, stdout: stdout, stderr: stderr}
	return b.run(context.Background(), args)
}

// RunWith is Run with impl in the place of an implementation.
func RunWith(ctx context.Context, name string, impl web.Implementation, stdout, stderr io.Writer, args ...string) int {
	all := slices.Clone(implementations)
	for i := range all {
		if all[i].name == name {
			all[i].make = func(options) (web.Implementation, error) { return impl, nil }
		}
	}
	b := bench{implementations: all, sockets: sockets, stdout: stdout, stderr: stderr}
	return b.run(ctx, args)
}

// RunWithSocket is Run with m in the place of an implementation of websocket metrics.
func RunWithSocket(ctx context.Context, name string, m compat.WebSocketMetrics, stdout, stderr io.Writer, args ...string) int {
	all := slices.Clone(sockets)
	for i := range all {
		if all[i].name == name {
			all[i].make = func(options) (compat.WebSocketMetrics, error) { return m, nil }
		}
	}
	b := bench{implementations: implementations, sockets: all, stdout: stdout, stderr: stderr}
	return b.run(ctx, args)
}

// Workloads are those that o runs.
func (o options) Workloads() []string { return o.workload }

// Share is the time for a workload.
func (o options) Share(work string) time.Duration { return o.share(work) }

// VerdictOf says whether an interval keeps within its limit.
func VerdictOf(i Interval, limit float64) string { return i.verdict(limit) }
