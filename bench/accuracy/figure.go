package main

import "github.com/whitmetrics/whit/bench/chart"

// figure returns the report as a chart.
func (r *report) figure() chart.Figure {
	var labels []string
	for _, x := range r.Results {
		labels = append(labels, x.Distribution+" · "+x.Rate)
	}
	panel := func(title string, a chart.Axis, value func(quality) chart.Value) chart.Rows {
		rows := chart.Rows{Title: title, Labels: labels, Axis: a}
		for k, name := range estimateNames {
			s := chart.RowSeries{Name: name, Highlight: k == calibrated}
			for _, x := range r.Results {
				s.Values = append(s.Values, value(x.Total.list()[k]))
			}
			rows.Series = append(rows.Series, s)
		}
		return rows
	}
	zero := []chart.Reference{{At: 0, Label: "none"}}
	promise := []chart.Reference{{At: 95, Label: "95 % is right"}}
	return chart.Figure{
		Title: "How far estimated totals are from the truth",
		Subtitle: r.describe() + " The same samples, three estimates. uncorrected: divided by the configured rate; " +
			"batch: by the rate at the flush; calibrated: as whit publishes it. critical: lognormal, 1 event in 50 critical.",
		Columns: 3, Width: 1200,
		Panels: []chart.Panel{
			panel("Bias", chart.Axis{Title: "mean error, % of the truth, ± its 95 %", References: zero}, func(q quality) chart.Value {
				at, half := 100*float64(q.Bias), 196*float64(q.BiasError)
				return chart.Value{At: at, Low: at - half, High: at + half}
			}),
			panel("RMSE", chart.Axis{Title: "root mean square error, % of the truth (log)", Log: true, Min: .1, Max: 500}, func(q quality) chart.Value {
				return chart.Value{At: 100 * float64(q.RMSE)}
			}),
			panel("Coverage", chart.Axis{Title: "intervals that hold the truth, %", Max: 100, References: promise}, func(q quality) chart.Value {
				return chart.Value{At: 100 * float64(q.Coverage)}
			}),
		},
	}
}
