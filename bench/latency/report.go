package main

import (
	"io"
	"math"
	"runtime"

	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/show"
	"golang.org/x/perf/benchmath"
)

// confidence of the intervals of medians, as benchstat's.
const confidence = 0.95

// A report is what a run has found. It is what -json prints; times are in seconds,
// differences fractions, 0.01 for 1 %.
type report struct {
	OS         string  `json:"os"`
	Arch       string  `json:"arch"`
	Go         string  `json:"go"`
	GOMAXPROCS int     `json:"gomaxprocs"`
	SampleRate float64 `json:"sample_rate"`
	Capacity   float64 `json:"capacity_per_second"`
	Rate       float64 `json:"requests_per_second"`
	Rounds     int     `json:"rounds"`
	Turn       float64 `json:"turn_seconds"`
	Rows       []row   `json:"rows"`
}

// A row is what was found of one implementation.
type row struct {
	Name      string       `json:"name"`
	Requests  uint64       `json:"requests"`
	LateP50   float64      `json:"sent_late_p50"`
	LateP99   float64      `json:"sent_late_p99"`
	Quantiles []comparison `json:"quantiles"`
}

// A comparison is a percentile's median over the rounds, and how it compares with that
// of the reference; for the reference itself Difference, P and Paired are null.
type comparison struct {
	Name        string      `json:"name"`
	Median      show.Number `json:"median"`
	Low         show.Number `json:"low"` // its 95 % interval
	High        show.Number `json:"high"`
	Difference  show.Number `json:"difference"`
	P           show.Number `json:"p"`
	Significant bool        `json:"significant"`
	Paired      paired      `json:"paired"`
}

// paired is the median of the differences of the rounds, which is free of what lasts
// longer than a round, with its 95 % interval.
type paired struct {
	Median show.Number `json:"median"`
	Low    show.Number `json:"low"`
	High   show.Number `json:"high"`
}

func newReport(o options, m *measurement) *report {
	r := &report{
		OS: runtime.GOOS, Arch: runtime.GOARCH, Go: runtime.Version(), GOMAXPROCS: runtime.GOMAXPROCS(0),
		SampleRate: o.rate, Capacity: m.capacity, Rate: m.rate, Rounds: o.rounds, Turn: m.turn.Seconds(),
	}
	for i := range m.found {
		f := &m.found[i]
		row := row{
			Name: f.name, Requests: f.all.Latency.Total(),
			LateP50: f.all.Late.Quantile(0.5).Seconds(), LateP99: f.all.Late.Quantile(0.99).Seconds(),
		}
		for j, q := range quantiles {
			c := compare(column(m.found[0].quantiles, j), column(f.quantiles, j))
			c.Name = q.name
			if i == 0 {
				nan := show.Number(math.NaN())
				c.Difference, c.P, c.Paired = nan, nan, paired{nan, nan, nan}
			}
			row.Quantiles = append(row.Quantiles, c)
		}
		r.Rows = append(r.Rows, row)
	}
	return r
}

// compare compares as benchstat does, without assumptions on the distribution.
func compare(reference, values []float64) comparison {
	thresholds := benchmath.DefaultThresholds
	old, new := benchmath.NewSample(reference, &thresholds), benchmath.NewSample(values, &thresholds)
	before, after := benchmath.AssumeNothing.Summary(old, confidence), benchmath.AssumeNothing.Summary(new, confidence)
	c := benchmath.AssumeNothing.Compare(old, new)
	return comparison{
		Paired: pair(reference, values),
		Median: show.Number(after.Center), Low: show.Number(after.Lo), High: show.Number(after.Hi),
		Difference: show.Number(after.Center/before.Center - 1), P: show.Number(c.P), Significant: c.P < c.Alpha,
	}
}

// pair compares round by round.
func pair(reference, values []float64) paired {
	differences := make([]float64, len(values))
	for i := range values {
		differences[i] = values[i]/reference[i] - 1
	}
	m, low, high := meter.Median(differences, seed)
	return paired{show.Number(m), show.Number(low), show.Number(high)}
}

// write prints the report as JSON or as a table.
func (r *report) write(w io.Writer, asJSON bool) error {
	if asJSON {
		return show.JSON(w, r)
	}
	t := show.NewTables(w)
	r.table(t)
	return t.Err()
}
