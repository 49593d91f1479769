package main

import (
	"context"
	"io"
	"time"

	"github.com/whitmetrics/whit/bench/peers/subject"
)

type (
	Options    = options
	Report     = report
	Family     = family
	Row        = row
	Overhead   = overhead
	Interval   = interval
	Number     = number
	Point      = point
	Conditions = conditions
)

var (
	Parse           = command.Parse
	Defaults        = defaults
	GoroutineCounts = goroutineCounts
)

// Run runs the command as main does.
func Run(ctx context.Context, stdout, stderr io.Writer, args ...string) int {
	return RunWith(ctx, subject.All, stdout, stderr, args...)
}

// RunWith is Run with other subjects.
func RunWith(ctx context.Context, subjects func(subject.Family) []subject.Subject, stdout, stderr io.Writer, args ...string) int {
	b := bench{subjects: subjects, stdout: stdout, stderr: stderr}
	return b.run(ctx, args)
}

// Judged ranks the rows, and judges the claims.
func Judged(f Family) Family {
	f.rank()
	f.judge()
	return f
}

// WriteTables writes what people read.
func (r *report) WriteTables(w io.Writer) error { return r.writeTables(w) }

// Share is the time for some of all subjects.
func (o options) Share(some, all int) time.Duration { return o.share(some, all) }
