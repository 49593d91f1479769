package main

import "github.com/whitmetrics/whit/bench/chart"

// figure returns the report as a chart.
func (r *report) figure() chart.Figure {
	total := func(x *result) byName { return x.Total }
	last := func(x *result) byName { return x.LastWindow }
	share := func(f figure) func(quality) chart.Value {
		return func(q quality) chart.Value { return chart.Value{At: 100 * float64(f.of(q))} }
	}
	errors := chart.Axis{Title: "% of the truth (log)", Log: true, Min: .1, Max: 500}
	f := chart.Figure{
		Title: "How far estimated totals are from the truth",
		Subtitle: r.describe() + " The same samples, three estimates. uncorrected: divided by the configured rate; " +
			"batch: by the rate at the flush; calibrated: as whit publishes it. critical: lognormal, 1 event in 50 critical. " +
			"An arrow to the left of an RMSE: it is 0.",
		Width: 1280,
		Panels: []chart.Panel{
			r.panel("Bias", chart.Axis{Title: "% of the truth, ± its own 95 %", References: []chart.Reference{{At: 0, Label: "none"}}}, total,
				func(q quality) chart.Value {
					at, half := 100*float64(q.Bias), 196*float64(q.BiasError)
					return chart.Value{At: at, Low: at - half, High: at + half}
				}),
			r.panel("RMSE", errors, total, share(rmse)),
		},
	}
	if r.Windows > 1 {
		f.Panels = append(f.Panels, r.panel("RMSE of the last window", errors, last, share(rmse)))
	}
	f.Panels = append(f.Panels, r.panel("Coverage", chart.Axis{
		Title: "two-sided 95 % intervals that hold, %", Max: 100, References: []chart.Reference{{At: 95, Label: "95 % is right"}},
	}, total, share(coverage)))
	f.Columns = len(f.Panels)
	return f
}

// panel has a row for each result, with a value for each estimate of what from returns.
func (r *report) panel(title string, a chart.Axis, from func(*result) byName, value func(quality) chart.Value) chart.Rows {
	rows := chart.Rows{Title: title, Axis: a}
	for _, x := range r.Results {
		rows.Labels = append(rows.Labels, x.Distribution+" · "+x.Rate)
	}
	for k, name := range estimateNames {
		s := chart.RowSeries{Name: name, Highlight: k == calibrated}
		for _, x := range r.Results {
			s.Values = append(s.Values, value(from(x).list()[k]))
		}
		rows.Series = append(rows.Series, s)
	}
	return rows
}
