package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// writeTables writes what people read.
func (r *report) writeTables(w io.Writer) error {
	b := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(cells ...string) { fmt.Fprintln(b, strings.Join(cells, "\t")+"\t") }

	fmt.Fprintf(w, "%s\nAll figures in %% of the truth, or of trials.\n\n", r.describe())
	row("", "", "bias", "", "", "RMSE", "", "", "coverage", "", "", "width", "", "")
	row("total of values", "rate", "uncorr.", "batch", "whit", "uncorr.", "batch", "whit", "uncorr.", "batch", "whit", "uncorr.", "batch", "whit")
	for _, x := range r.Results {
		cells := []string{x.Distribution, x.Rate}
		all := x.Total.list()
		for _, q := range all {
			cells = append(cells, q.Bias.percent("+"))
		}
		for _, q := range all {
			cells = append(cells, q.RMSE.percent(""))
		}
		for _, q := range all {
			cells = append(cells, q.Coverage.percent(""))
		}
		for _, q := range all {
			cells = append(cells, q.Width.percent(""))
		}
		row(cells...)
	}
	if err := b.Flush(); err != nil {
		return err
	}

	fmt.Fprintf(w, "\n")
	row("", "", "RMSE of last window", "", "", "mean", "", "p50", "", "", "p90", "", "", "p99", "", "")
	row("", "rate", "uncorr.", "batch", "whit", "bias", "cover", "bias", "cover", "finite", "bias", "cover", "finite", "bias", "cover", "finite")
	for _, x := range r.Results {
		cells := []string{x.Distribution, x.Rate}
		for _, q := range x.LastWindow.list() {
			cells = append(cells, q.RMSE.percent(""))
		}
		cells = append(cells, x.Mean.Bias.percent("+"), x.Mean.Coverage.percent(""))
		for _, q := range []quality{x.P50, x.P90, x.P99} {
			cells = append(cells, q.Bias.percent("+"), q.Coverage.percent(""), q.Finite.percent(""))
		}
		row(cells...)
	}
	if err := b.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s\n", legend)
	return err
}

const legend = `uncorrected: Σ v / the configured rate. batch: Σ v / the rate at the flush, which is what whit replaces. whit: Total.Sum, calibrated.
Coverage: trials whose 95 % interval holds the truth, of those that have one (plain normal for the first two, as published for whit).
Width: mean of high - low. Finite: intervals that have an upper end; the others say "at least". Critical: lognormal, 1 event in 50 critical.`

// describe says what was done.
func (r *report) describe() string {
	windows := "one window, without a warm-up"
	if r.Windows > 1 {
		windows = "two windows, the first a warm-up that counts in the total"
	}
	return fmt.Sprintf("%d trials of %s, of %d events each; seed %d.", r.Trials, windows, r.Events, r.Seed)
}
