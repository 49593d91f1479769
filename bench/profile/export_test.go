package main

import (
	"context"
	"io"

	"github.com/google/pprof/profile"
	"github.com/whitmetrics/whit/bench/workload"
	"github.com/whitmetrics/whit/bench/workload/gc"
)

type (
	Options       = options
	Report        = report
	ProfileReport = profileReport
)

const Elsewhere = elsewhere

var (
	Parse       = command.Parse
	Defaults    = defaults
	Interval    = interval
	Verdict     = verdict
	PackagePath = packagePath
	ErrNotCPU   = errNotCPU
)

// Run runs the command as main does.
func Run(ctx context.Context, stdout, stderr io.Writer, args ...string) int {
	return run(ctx, args, stdout, stderr)
}

// Attribute returns what the report says of a profile.
func Attribute(p *profile.Profile, limit float64) (ProfileReport, error) {
	a, err := attribute(p)
	if err != nil {
		return ProfileReport{}, err
	}
	return newProfileReport("made up", a, limit), nil
}

// SameInReport says, for figures that differ from none's so much, which the report calls
// the same: those of the null, and those of whit.
func SameInReport(null, whit workload.Overhead) (ofNull, ofWhit []bool) {
	outcome := func(d workload.Overhead) gc.Outcome {
		return gc.Outcome{Differences: gc.Differences{PerMillion: d, P50: d, P90: d, P99: d}}
	}
	r := newGCReport("http", []gc.Outcome{{}, outcome(null), outcome(whit)})
	for i := range r.Rows[2].Differences {
		ofNull = append(ofNull, r.Rows[1].Differences[i].Same)
		ofWhit = append(ofWhit, r.Rows[2].Differences[i].Same)
	}
	return ofNull, ofWhit
}

// SetFiles sets the files that are read.
func (o *options) SetFiles(names []string) { o.files = names }
