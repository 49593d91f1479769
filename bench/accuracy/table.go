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
	_, err := fmt.Fprintf(w, "%s\nAll figures in %% of the truth, or of trials; coverage is known to ±%.1f.\n\n%s\n%s%s\n%s\n",
		r.describe(), 196*math.Sqrt(.95*.05/float64(r.Trials)), table(r.totals()), r.lastWindow(), table(r.others()), legend)
	return err
}

const legend = `uncorr.: Σ v / the configured rate. batch: Σ v / the rate at the flush, which is what whit replaces. whit: Total.Sum, calibrated.
Coverage: two-sided 95 % intervals that hold the truth: plain normal for the first two, as published for whit. Two-sided: trials in which
whit gives such an interval, and not just "at least", or none. Of the last window, the difference of two snapshots, all intervals are
normal, with the root of the difference of the squared standard errors. Mean and quantiles are whit's, "at least" among their intervals.
Critical: lognormal, 1 event in 50 critical. 90 % of the bursts' values lie just below a gap from 2 to 5, and may be found on either side.`

// A figure is one that each estimate has.
type figure struct {
	name string
	of   func(quality) number
	sign string
}

var (
	bias     = figure{"bias", func(q quality) number { return q.Bias }, "+"}
	rmse     = figure{"RMSE", func(q quality) number { return q.RMSE }, ""}
	coverage = figure{"coverage", func(q quality) number { return q.Within }, ""}
	width    = figure{"width", func(q quality) number { return q.Width }, ""}
)

// compared is a table of figures of all estimates of what from returns.
func (r *report) compared(what string, from func(*result) byName, figures ...figure) [][]string {
	rows := [][]string{{what, ""}, {"", "rate"}}
	for _, f := range figures {
		rows[0] = append(rows[0], f.name, "", "")
		rows[1] = append(rows[1], "uncorr.", "batch", "whit")
	}
	for _, x := range r.Results {
		row := []string{x.Distribution, x.Rate}
		for _, f := range figures {
			for _, q := range from(x).list() {
				row = append(row, percent(f.of(q), f.sign))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// totals is the table of the sums of all values.
func (r *report) totals() [][]string {
	rows := r.compared("sum of values", func(x *result) byName { return x.Total }, bias, rmse, coverage, width)
	rows[0], rows[1] = append(rows[0], ""), append(rows[1], "two-sided")
	for i, x := range r.Results {
		c := x.Total.Calibrated
		rows[i+2] = append(rows[i+2], percent(c.Known*c.Finite, ""))
	}
	return rows
}

// lastWindow is the table of the sums of the last window's, if that is not all.
func (r *report) lastWindow() string {
	if r.Windows == 1 {
		return ""
	}
	return table(r.compared("last window's", func(x *result) byName { return x.LastWindow }, bias, rmse, coverage, width)) + "\n"
}

// others is the table of what else whit estimates.
func (r *report) others() [][]string {
	rows := [][]string{
		{"", "", "sampled", "mean", "", "p50", "", "", "p90", "", "", "p99", "", ""},
		{"", "rate", "events", "bias", "coverage", "bias", "coverage", "two-sided", "bias", "coverage", "two-sided",
			"bias", "coverage", "two-sided"},
	}
	for _, x := range r.Results {
		row := []string{x.Distribution, x.Rate, percent(x.Sampled, ""), percent(x.Mean.Bias, "+"), percent(x.Mean.Within, "")}
		for _, q := range []quality{x.P50, x.P90, x.P99} {
			row = append(row, percent(q.Bias, "+"), percent(q.Coverage, ""), percent(q.Finite, ""))
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
	windows := fmt.Sprintf("one window of %d events, without a warm-up", r.Events)
	if r.Windows > 1 {
		windows = fmt.Sprintf("%d windows of %d events, all but the last a warm-up that counts in the total", r.Windows, r.Events)
	}
	return fmt.Sprintf("%d trials of %s; seed %d.", r.Trials, windows, r.Seed)
}
