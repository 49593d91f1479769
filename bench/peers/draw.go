package main

import (
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"

	"github.com/whitmetrics/whit/bench/chart"
	"github.com/whitmetrics/whit/bench/cli"
	"github.com/whitmetrics/whit/bench/peers/subject"
)

// charts are the files that are drawn at the end; none without a directory.
type charts struct{ overheads, goroutines cli.Output }

// open makes the files, and notes their names.
func (r *report) open(directory string) (c charts, err error) {
	if directory == "" {
		return c, nil
	}
	r.Files = []string{filepath.Join(directory, "peers-overhead.svg"), filepath.Join(directory, "peers-goroutines.svg")}
	if c.overheads, err = cli.Create("svg", r.Files[0]); err != nil {
		return c, err
	}
	if c.goroutines, err = cli.Create("svg", r.Files[1]); err != nil {
		return c, errors.Join(err, c.close())
	}
	return c, nil
}

// draw writes the charts.
func (c charts) draw(r *report) error {
	_, err := c.overheads.Write(r.overheads().SVG())
	_, other := c.goroutines.Write(r.goroutines().SVG())
	return errors.Join(err, other, c.close())
}

func (c charts) close() error { return errors.Join(c.overheads.Close(), c.goroutines.Close()) }

func (r *report) describe() string {
	return fmt.Sprintf("%s, %s/%s, GOMAXPROCS %d.", r.Machine.Go, r.Machine.OS, r.Machine.Arch, r.Machine.GOMAXPROCS)
}

// overheads has two panels for each family: all pairs, and quiet ones.
func (r *report) overheads() chart.Figure {
	f := chart.Figure{
		Title: "What a call adds to 60 ns of work",
		Subtitle: r.describe() + " Median overhead over pairs of blocks with its 95 % interval; quiet: without a busy neighbour " +
			"on the core's other hardware thread. An arrow to the left: no more than 0.01 %.",
		Columns: 2, Width: 1280,
	}
	for _, of := range r.Families {
		f.Panels = append(f.Panels,
			of.panel("all pairs", func(o overhead) interval { return o.All }),
			of.panel("quiet pairs", func(o overhead) interval { return o.Quiet }))
	}
	return f
}

// panel has a row for each subject, and three series, one of which each belongs to.
func (f *family) panel(which string, of func(overhead) interval) chart.Rows {
	rows := chart.Rows{
		Title: string(f.Name) + ", " + which, OneLine: true,
		Axis: chart.Axis{Title: "% of the work (log)", Log: true, Min: 0.01, Max: 5000},
		Series: []chart.RowSeries{
			{Name: "whit", Highlight: true}, {Name: "other libraries"}, {Name: "no metric, to compare with"},
		},
	}
	for _, r := range f.Rows {
		rows.Labels = append(rows.Labels, r.name())
		series := map[subject.Role]int{subject.Whit: 0, subject.Beside: 0, subject.Peer: 1, subject.Reference: 2}[r.Role]
		for k := range rows.Series {
			v := chart.Value{At: math.NaN()}
			if i := of(r.Short); k == series {
				v = chart.Value{At: 100 * float64(i.Median), Low: 100 * float64(i.Low), High: 100 * float64(i.High)}
			}
			rows.Series[k].Values = append(rows.Series[k].Values, v)
		}
	}
	return rows
}

// goroutines has a panel for each family.
func (r *report) goroutines() chart.Figure {
	f := chart.Figure{
		Title: "What an event costs on one goroutine and on many",
		Subtitle: r.describe() + " Nothing between events, in rounds in which the processors were there at once. A line that is level: they do not hinder " +
			"one another. Of each library the call with the least overhead after 60 ns of work.",
		Columns: 2, Width: 1280,
	}
	for _, of := range r.Families {
		f.Panels = append(f.Panels, of.lines())
	}
	return f
}

// counts are the numbers of goroutines.
func (f *family) counts() (all []float64) {
	for _, g := range goroutineCounts(f.Goroutines) {
		all = append(all, float64(g))
	}
	return all
}

// lines has whit, whose colours are then the same in all runs, and the first row of each
// library.
func (f *family) lines() chart.Lines {
	l := chart.Lines{
		Title: string(f.Name), Height: 320,
		X: chart.Axis{Title: "goroutines (log)", Log: true, Min: 1, Max: 8 * float64(f.Goroutines), Ticks: f.counts()},
		Y: chart.Axis{Title: "processor's time of an event, ns (log)", Log: true},
	}
	seen := map[string]bool{}
	for _, r := range slices.Concat(f.in(subject.Whit), f.in(subject.Beside), f.in(subject.Peer)) {
		name := r.Library
		if r.Role == subject.Beside {
			name = r.name()
		}
		if seen[name] {
			continue
		}
		seen[name] = true
		s := chart.LineSeries{Name: name, Highlight: r.ours()}
		for _, p := range r.Plain {
			s.Points = append(s.Points, chart.Point{X: float64(p.Goroutines), Y: float64(p.NS.Median)})
		}
		l.Series = append(l.Series, s)
	}
	return l
}
