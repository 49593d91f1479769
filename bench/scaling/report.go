package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"

	"github.com/whitmetrics/whit/bench/show"
)

// A report is all that a run has found. It is what -json prints.
type report struct {
	OS         string `json:"os"`
	Arch       string `json:"arch"`
	Go         string `json:"go"`
	Processors int    `json:"processors"`
	Repeat     int    `json:"repeat"`

	FixedProcs   int `json:"fixed_gomaxprocs"` // while metrics vary
	FixedMetrics int `json:"fixed_metrics"`    // while GOMAXPROCS varies

	// Time of an event at GOMAXPROCS = processors and FixedMetrics, to
	// which the ratios are.
	IncNS    float64 `json:"inc_ns"`
	RecordNS float64 `json:"record_ns"`

	ByProcs   []place  `json:"by_gomaxprocs"`
	ByMetrics []place  `json:"by_metrics"`
	ByBoth    []place  `json:"by_both"` // the models are not fitted to the last
	Models    []*model `json:"models"`
}

func newReport(o options) *report {
	return &report{
		OS: runtime.GOOS, Arch: runtime.GOARCH, Go: runtime.Version(), Processors: runtime.NumCPU(), Repeat: o.repeat,
		FixedProcs: nearest(o.procs, fixedProcs), FixedMetrics: nearest(o.metrics, fixedMetrics),
	}
}

// nearest is the largest of a rising list that is at most n, or the first.
func nearest(list []int, n int) int {
	i, found := slices.BinarySearch(list, n)
	if !found && i > 0 {
		i--
	}
	return list[i]
}

// fit fits the models that the places determine.
func (r *report) fit() {
	r.Models = slices.DeleteFunc(newModels(), func(m *model) bool {
		return !m.fit(slices.Concat(r.ByProcs, r.ByMetrics, r.ByBoth[:len(r.ByBoth)-1]))
	})
}

// write prints the report as JSON or as tables.
func (r *report) write(w io.Writer, asJSON bool) error {
	if asJSON {
		return show.JSON(w, r)
	}
	_, err := fmt.Fprintf(w, `%s, %s/%s, %d processors; medians of %d

By GOMAXPROCS, with %d metrics. There are %d processors: shards beyond that are simulated by
threads that take turns.

%s
By the number of metrics, at GOMAXPROCS %d:

%s
Both large. The models were not fitted to the last of these:

%s
%s
%s
`, r.Go, r.OS, r.Arch, r.Processors, r.Repeat, r.FixedMetrics, r.Processors,
		show.Layout(r.rows(r.ByProcs)), r.FixedProcs, show.Layout(r.rows(r.ByMetrics)), show.Layout(r.rows(r.ByBoth)),
		r.formulas(), r.legend())
	return err
}
