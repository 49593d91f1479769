package main

import (
	"fmt"
	"math"
	"slices"

	"github.com/whitmetrics/whit/bench/chart"
	"github.com/whitmetrics/whit/bench/meter"
)

// curveAt are the places of a curve: one request in so many takes longer.
var curveAt = func() (places []float64) {
	const perDecade = 20
	for i := range 4*perDecade + 1 {
		if x := math.Pow(10, float64(i)/perDecade); x >= 2 {
			places = append(places, x)
		}
	}
	return places
}()

// curves draws the latencies over the percentiles, medians of the rounds: at x, that
// which one request in x exceeds.
func (m *measurement) curves() chart.Figure {
	lines := chart.Lines{
		X:      chart.Axis{Title: "one request in so many takes longer", Log: true},
		Y:      chart.Axis{Title: "ms from when it was due", Log: true},
		Height: 320,
	}
	for _, f := range m.found {
		s := chart.LineSeries{Name: f.name, Highlight: f.name == "whit"}
		for i, x := range curveAt {
			values := column(f.curve, i)
			slices.Sort(values)
			s.Points = append(s.Points, chart.Point{X: x, Y: 1e3 * meter.Quantile(values, 0.5)})
		}
		lines.Series = append(lines.Series, s)
	}
	return chart.Figure{
		Title: "Latency of HTTP requests at a part of the load that the server can take",
		Subtitle: fmt.Sprintf("%.0f of %.0f requests a second, on a timetable; medians of %d rounds of %.2f s",
			m.rate, m.capacity, len(m.found[0].requests), m.turn.Seconds()),
		Panels: []chart.Panel{lines},
	}
}
