package chart_test

import (
	"fmt"
	"strings"

	"github.com/whitmetrics/whit/bench/chart"
)

func ExampleFigure() {
	svg := chart.Figure{
		Title: "Coverage",
		Panels: []chart.Panel{chart.Rows{
			Labels: []string{"lognormal", "Pareto"},
			Axis:   chart.Axis{Title: "%", Max: 100, References: []chart.Reference{{At: 95, Label: "95 %"}}},
			Series: []chart.RowSeries{{Name: "calibrated", Values: []chart.Value{{At: 95.5, Low: 94.1, High: 96.6}, {At: 93.8}}}},
		}},
	}.SVG()
	for _, line := range strings.Split(string(svg), "\n") {
		if strings.Contains(line, "<title>") {
			fmt.Println(line)
		}
	}
	// Output:
	// <g opacity="1"><title>calibrated, lognormal: 95.5 [94.1, 96.6]</title>
	// <g opacity="1"><title>calibrated, Pareto: 93.8</title>
}
