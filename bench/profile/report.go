package main

import (
	"io"
	"runtime"

	"github.com/whitmetrics/whit/bench/show"
)

// A report is all that a run has found. It is what -json prints; shares are fractions
// there, 0.01 for 1 %.
type report struct {
	OS         string          `json:"os"`
	Arch       string          `json:"arch"`
	Go         string          `json:"go"`
	GOMAXPROCS int             `json:"gomaxprocs"`
	SampleRate float64         `json:"sample_rate,omitempty"`
	Profiles   []profileReport `json:"profiles,omitempty"`
	GC         []gcReport      `json:"gc,omitempty"`
}

// A profileReport is what one profile says. Shares are of the samples that are not the
// load's, unless they are said to be of all.
type profileReport struct {
	Name       string        `json:"name"` // of the workload or file
	Samples    int64         `json:"samples"`
	Load       int64         `json:"load_samples"`
	Whit       int64         `json:"whit_samples"`
	ShareOfAll show.Number   `json:"share_of_all"`
	Share      show.Number   `json:"share"`
	Low        show.Number   `json:"low"` // its 95 % interval
	High       show.Number   `json:"high"`
	Limit      float64       `json:"limit,omitempty"` // of Share
	Verdict    string        `json:"verdict,omitempty"`
	Functions  []functionRow `json:"functions"`
}

type functionRow struct {
	Name string      `json:"name"`
	Flat show.Number `json:"flat"`
	Cum  show.Number `json:"cum"`
}

func newReport(o options) *report {
	r := &report{OS: runtime.GOOS, Arch: runtime.GOARCH, Go: runtime.Version(), GOMAXPROCS: runtime.GOMAXPROCS(0)}
	if len(o.files) == 0 {
		r.SampleRate = o.rate
	}
	return r
}

func newProfileReport(name string, a *attribution, limit float64) profileReport {
	rest := a.samples - a.load
	share := func(n, of int64) show.Number { return show.Number(float64(n) / float64(of)) }
	low, high := interval(a.whit, rest)
	p := profileReport{
		Name: name, Samples: a.samples, Load: a.load, Whit: a.whit, Limit: limit,
		ShareOfAll: share(a.whit, a.samples), Share: share(a.whit, rest), Low: show.Number(low), High: show.Number(high),
	}
	for _, f := range a.functions {
		p.Functions = append(p.Functions, functionRow{f.name, share(f.flat, rest), share(f.cum, rest)})
	}
	if limit > 0 {
		p.Verdict = verdict(low, high, limit)
	}
	return p
}

// verdict says whether all of a share's interval is under its limit, or over it, or "?"
// if the limit lies in it: too few samples to tell.
func verdict(low, high, limit float64) string {
	switch {
	case high < limit:
		return "ok"
	case low >= limit:
		return "over"
	}
	return "?"
}

// write prints the report as JSON or as tables.
func (r *report) write(w io.Writer, asJSON bool) error {
	if asJSON {
		return show.JSON(w, r)
	}
	t := show.NewTables(w)
	t.Text("%s, %s/%s, GOMAXPROCS %d\n", r.Go, r.OS, r.Arch, r.GOMAXPROCS)
	for _, p := range r.Profiles {
		p.write(t)
	}
	for _, g := range r.GC {
		g.write(t)
	}
	return t.Err()
}
