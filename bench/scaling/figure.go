package main

import (
	"fmt"

	"github.com/whitmetrics/whit/bench/chart"
)

// figure is the chart: what was measured as it grows with both numbers, and the models.
func (r *report) figure() chart.Figure {
	f := chart.Figure{
		Title: "How costs grow with GOMAXPROCS and with the number of metrics",
		Subtitle: fmt.Sprintf("%s, %s/%s, %d processors: shards beyond that are simulated by threads that take turns. "+
			"Left: %d metrics. Right: GOMAXPROCS %d.", r.Go, r.OS, r.Arch, r.Processors, r.FixedMetrics, r.FixedProcs),
		Columns: 2,
	}
	for _, m := range newModels() {
		for _, side := range r.sides() {
			f.Panels = append(f.Panels, chart.Lines{
				Title: m.Of, X: side.axis(), Y: chart.Axis{Title: axisUnit[m.Unit], Log: true}, Height: 170,
				Series: append([]chart.LineSeries{line("measured", side, m.figure, m.scale)}, r.modelled(m.Of, side)...),
			})
		}
	}
	for _, side := range r.sides() {
		f.Panels = append(f.Panels, chart.Lines{
			Title: fmt.Sprintf("an event, in relation to GOMAXPROCS %d", r.Processors), Height: 170,
			X: side.axis(), Y: chart.Axis{Title: "ratio"},
			Series: []chart.LineSeries{
				line("Inc", side, func(p place) float64 { return p.Inc }, 1),
				line("Record", side, func(p place) float64 { return p.Record }, 1),
			},
		})
	}
	return f
}

var axisUnit = map[string]string{"ns": "µs", "bytes": "kB"}

// A sweep is places, of which one number varies.
type sweep struct {
	title  string
	places []place
	x      func(place) int
}

func (r *report) sides() []sweep {
	return []sweep{
		{"GOMAXPROCS", r.ByProcs, func(p place) int { return p.Procs }},
		{"metrics", r.ByMetrics, func(p place) int { return p.Metrics }},
	}
}

// axis has a tick at each place.
func (s sweep) axis() chart.Axis {
	a := chart.Axis{Title: s.title, Log: true}
	for _, p := range s.places {
		a.Ticks = append(a.Ticks, float64(s.x(p)))
	}
	return a
}

// modelled is the line of the model of a figure, if there is one.
func (r *report) modelled(of string, s sweep) []chart.LineSeries {
	for _, m := range r.Models {
		if m.Of == of {
			return []chart.LineSeries{line("model", s, m.at, m.scale)}
		}
	}
	return nil
}

func line(name string, s sweep, of func(place) float64, scale float64) chart.LineSeries {
	l := chart.LineSeries{Name: name}
	for _, p := range s.places {
		l.Points = append(l.Points, chart.Point{X: float64(s.x(p)), Y: of(p) * scale})
	}
	return l
}
