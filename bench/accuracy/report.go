package main

import (
	"io"

	"github.com/whitmetrics/whit/bench/show"
)

// A report is what a run has found. JSON has all of it.
type report struct {
	Events  int       `json:"events_per_window"`
	Windows int       `json:"windows"` // of a trial
	Trials  int       `json:"trials"`
	Seed    uint64    `json:"seed"`
	Results []*result `json:"results"`
}

// A result is that of one scenario.
type result struct {
	Distribution string    `json:"distribution"`
	Rate         string    `json:"rate"`
	Rates        []float64 `json:"rates"`   // that a window goes through
	Sampled      number    `json:"sampled"` // share of the events, those taken for certain included
	Total        byName    `json:"total"`
	LastWindow   byName    `json:"last_window"` // with normal intervals
	Mean         quality   `json:"mean"`
	P50          quality   `json:"p50"`
	P90          quality   `json:"p90"`
	P99          quality   `json:"p99"`
}

// byName has the quality of each estimate.
type byName struct {
	Uncorrected quality `json:"uncorrected"`
	Batch       quality `json:"batch"`
	Calibrated  quality `json:"calibrated"`
}

func newByName(t [estimates]tally) byName {
	return byName{t[uncorrected].quality(), t[batchCorrected].quality(), t[calibrated].quality()}
}

// list has them by their place.
func (b byName) list() [estimates]quality {
	return [estimates]quality{uncorrected: b.Uncorrected, batchCorrected: b.Batch, calibrated: b.Calibrated}
}

func newResult(s scenario, t *tallies) *result {
	return &result{
		Distribution: s.distribution.name, Rate: s.rating.name, Rates: s.rating.p,
		Sampled: number(float64(t.sampled) / float64(t.events)),
		Total:   newByName(t.total), LastWindow: newByName(t.last), Mean: t.mean.quality(),
		P50: t.quantiles[0].quality(), P90: t.quantiles[1].quality(), P99: t.quantiles[2].quality(),
	}
}

func (r *report) write(w io.Writer, asJSON bool) error {
	if !asJSON {
		return r.writeTables(w)
	}
	return show.JSON(w, r)
}
