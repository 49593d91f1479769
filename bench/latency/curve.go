package main

import (
	"fmt"
	"math"

	"github.com/whitmetrics/whit/bench/chart"
)

// perDecade is how many points a curve has from one slowest request in ten to the next.
const perDecade = 20

// curves draws the latencies of all rounds over the percentiles: at x, that which one
// request in x exceeds.
func (m *measurement) curves() chart.Figure {
	lines := chart.Lines{
		X:      chart.Axis{Title: "one request in so many takes longer", Log: true},
		Y:      chart.Axis{Title: "ms from when it was due", Log: true},
		Height: 320,
	}
	for i := range m.found {
		f := &m.found[i]
		s := chart.LineSeries{Name: f.name, Highlight: f.name == "whit"}
		for x := 2.0; x <= min(10_000, float64(f.all.Latency.Total())); x *= math.Pow(10, 1.0/perDecade) {
			s.Points = append(s.Points, chart.Point{X: x, Y: 1e3 * f.all.Latency.Quantile(1-1/x).Seconds()})
		}
		lines.Series = append(lines.Series, s)
	}
	return chart.Figure{
		Title: "Latency of HTTP requests at a part of the load that the server can take",
		Subtitle: fmt.Sprintf("%.0f of %.0f requests a second, on a timetable; %d rounds of %.2f s",
			m.rate, m.capacity, len(m.found[0].requests), m.turn.Seconds()),
		Panels: []chart.Panel{lines},
	}
}
