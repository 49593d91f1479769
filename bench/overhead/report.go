package main

import (
	"fmt"
	"io"
	"runtime"

	"github.com/whitmetrics/whit/bench/show"
)

// A report is all that a run has found. It is what -json prints; shares and overheads
// are fractions there, 0.01 for 1 %.
type report struct {
	Machine    machine        `json:"machine"`
	Seconds    float64        `json:"seconds"` // as asked for
	SampleRate float64        `json:"sample_rate"`
	HTTP       *webReport     `json:"http,omitempty"`
	Loop       *loopReport    `json:"loop,omitempty"`
	Hub        *hubReport     `json:"hub,omitempty"`
	Classic    *classicReport `json:"classic,omitempty"`
}

type machine struct {
	OS         string `json:"os"`
	Arch       string `json:"arch"`
	Go         string `json:"go"`
	GOMAXPROCS int    `json:"gomaxprocs"`
}

func newReport(o options) *report {
	return &report{
		Machine:    machine{runtime.GOOS, runtime.GOARCH, runtime.Version(), runtime.GOMAXPROCS(0)},
		Seconds:    o.duration.Seconds(),
		SampleRate: o.rate,
	}
}

// write prints the report as JSON or as tables.
func (r *report) write(w io.Writer, asJSON bool) error {
	if asJSON {
		return show.JSON(w, r)
	}
	m := r.Machine
	t := show.NewTables(w)
	t.Text("%s, %s/%s, GOMAXPROCS %d; whit samples %g %%\n", m.Go, m.OS, m.Arch, m.GOMAXPROCS, 100*r.SampleRate)
	if r.HTTP != nil {
		r.HTTP.write(t)
	}
	if r.Loop != nil {
		r.Loop.write(t)
	}
	if r.Hub != nil {
		r.Hub.write(t)
	}
	if r.Classic != nil {
		r.Classic.write(t)
	}
	return t.Err()
}

// verdict says whether a figure keeps within its limit.
func verdict(figure number, limit float64) string {
	switch {
	case !figure.Known():
		return "?"
	case float64(figure) <= limit:
		return "ok"
	}
	return "over"
}

// between is an interval's bounds.
func (i interval) between() string {
	if !i.Low.Known() || !i.High.Known() {
		return "-"
	}
	return fmt.Sprintf("%.2f to %.2f", 100*float64(i.Low), 100*float64(i.High))
}
