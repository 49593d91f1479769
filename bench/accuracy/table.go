package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"
)

// writeTables writes what people read.
func (r *report) writeTables(w io.Writer) error {
	_, err := fmt.Fprintf(w, "%s\nAll figures in %% of the truth, or of trials; coverage is known to ±%.1f.\n\n%s\n%s\n%s\n",
		r.describe(), 196*math.Sqrt(.95*.05/float64(r.Trials)), table(r.totals()), table(r.others()), legend)
	return err
}

const legend = `uncorr.: Σ v / the configured rate. batch: Σ v / the rate at the flush, which is what whit replaces. whit: Total.Sum, calibrated.
Coverage: trials whose 95 % interval holds the truth, of those that have one: plain normal for the first two, as published for whit.
Width: mean of high - low. Finite: intervals that have an upper end; the others say "at least". Critical: lognormal, 1 event in 50
critical. Mean and quantiles are whit's; 90 % of the bursts' values lie just below a gap from 2 to 5, which may be found on either side.`

// totals is the table of what whit and the others make of the sum of all values.
func (r *report) totals() [][]string {
	rows := [][]string{
		{"sum of values", "", "bias", "", "", "RMSE", "", "", "coverage", "", "", "width", "", ""},
		{"", "rate", "uncorr.", "batch", "whit", "uncorr.", "batch", "whit", "uncorr.", "batch", "whit", "uncorr.", "batch", "whit"},
	}
	for _, x := range r.Results {
		row := []string{x.Distribution, x.Rate}
		for _, f := range []struct {
			of   func(quality) number
			sign string
		}{
			{func(q quality) number { return q.Bias }, "+"},
			{func(q quality) number { return q.RMSE }, ""},
			{func(q quality) number { return q.Coverage }, ""},
			{func(q quality) number { return q.Width }, ""},
		} {
			for _, q := range x.Total.list() {
				row = append(row, f.of(q).percent(f.sign))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// others is the table of the last window, and of what else whit estimates.
func (r *report) others() [][]string {
	rows := [][]string{
		{"", "", "sampled", "last window's RMSE", "", "", "mean", "", "p50", "", "", "p90", "", "", "p99", "", ""},
		{"", "rate", "events", "uncorr.", "batch", "whit", "bias", "coverage", "bias", "coverage", "finite", "bias", "coverage", "finite",
			"bias", "coverage", "finite"},
	}
	for _, x := range r.Results {
		row := []string{x.Distribution, x.Rate, x.Sampled.percent("")}
		for _, q := range x.LastWindow.list() {
			row = append(row, q.RMSE.percent(""))
		}
		row = append(row, x.Mean.Bias.percent("+"), x.Mean.Coverage.percent(""))
		for _, q := range []quality{x.P50, x.P90, x.P99} {
			row = append(row, q.Bias.percent("+"), q.Coverage.percent(""), q.Finite.percent(""))
		}
		rows = append(rows, row)
	}
	return rows
}

// table lays out rows of as many cells each: names to the left, figures to the right.
// The first row heads groups of columns, where they begin.
func table(rows [][]string) string {
	starts, ends := columns(rows)
	var b strings.Builder
	for k, row := range rows {
		line := ""
		for i, cell := range row {
			at := starts[i]
			if k > 0 && i > 0 {
				at = ends[i] - utf8.RuneCountInString(cell)
			}
			if cell != "" {
				line += strings.Repeat(" ", at-utf8.RuneCountInString(line)) + cell
			}
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// columns returns where each column is.
func columns(rows [][]string) (starts, ends []int) {
	at := 0
	for i, head := range rows[0] {
		width := 0
		for k, row := range rows {
			if k > 0 || i == 0 { // a group's head has the room of all its columns
				width = max(width, utf8.RuneCountInString(row[i]))
			}
		}
		if i > 0 {
			at += 2
			if head != "" {
				at += 2
			}
		}
		starts, ends = append(starts, at), append(ends, at+width)
		at += width
	}
	return starts, ends
}

// describe says what was done.
func (r *report) describe() string {
	windows := "one window, without a warm-up"
	if r.Windows > 1 {
		windows = "two windows, the first a warm-up that counts in the total"
	}
	return fmt.Sprintf("%d trials of %s, of %d events each; seed %d.", r.Trials, windows, r.Events, r.Seed)
}
