package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/chart"
)

// A drawing is what a figure's document has.
type drawing struct {
	texts  []string
	titles []string
	class  map[string]int // elements of each class
}

// parse fails the test unless the document is well-formed and all its numbers finite.
func parse(t *testing.T, svg []byte) drawing {
	t.Helper()
	require.NotContains(t, string(svg), "NaN")
	require.NotContains(t, string(svg), `="+Inf`)
	d := drawing{class: map[string]int{}}
	in := ""
	for decoder := xml.NewDecoder(bytes.NewReader(svg)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return d
		}
		require.NoError(t, err)
		switch e := token.(type) {
		case xml.StartElement:
			in = e.Name.Local
			for _, a := range e.Attr {
				if a.Name.Local == "class" {
					d.class[a.Value]++
				}
			}
		case xml.EndElement:
			in = ""
		case xml.CharData:
			switch in {
			case "text":
				d.texts = append(d.texts, string(e))
			case "title":
				d.titles = append(d.titles, string(e))
			}
		}
	}
}

func sample() chart.Figure {
	labels := []string{"constant <1>", "lognormal & more", "Pareto"}
	series := []chart.RowSeries{
		{Name: "calibrated", Highlight: true, Values: []chart.Value{{At: 95}, {At: 96, Low: 90, High: 99}, {At: 97}}},
		{Name: "batch", Values: []chart.Value{{At: 12}, {At: 40, Low: 30, High: 50}, {At: 80}}},
	}
	return chart.Figure{
		Title: "A title", Subtitle: `The "subtitle"`, Columns: 2,
		Panels: []chart.Panel{
			chart.Rows{
				Title: "Coverage", Labels: labels, Series: series,
				Axis: chart.Axis{Title: "%", References: []chart.Reference{{At: 95, Label: "95 %"}}},
			},
			chart.Rows{Title: "Bars", Labels: labels, Series: series, Bars: true, Axis: chart.Axis{Title: "per cent"}},
			chart.Lines{
				Title: "Lines", X: chart.Axis{Title: "events", Log: true}, Y: chart.Axis{Title: "ns"},
				Series: []chart.LineSeries{
					{Name: "calibrated", Points: []chart.Point{{X: 1, Y: 1}, {X: 10, Y: 3, Low: 2, High: 5}, {X: 1000, Y: 4}}},
					{Name: "other", Points: []chart.Point{{X: 1, Y: 2}, {X: 2000, Y: 6}}},
				},
			},
		},
	}
}

func TestAllIsThere(t *testing.T) {
	svg := sample().SVG()
	d := parse(t, svg)
	for _, text := range []string{
		"A title", `The "subtitle"`, "Coverage", "Bars", "Lines", "%", "per cent", "events", "ns", "95 %",
		"constant <1>", "lognormal & more", "Pareto", "calibrated", "batch", "other", "100", "1000",
	} {
		require.Contains(t, d.texts, text)
	}
	for _, title := range []string{
		"calibrated, constant <1>: 95", "calibrated, lognormal & more: 96 [90, 99]", "batch, Pareto: 80",
		"calibrated, 10: 3 [2, 5]", "other, 2000: 6",
	} {
		require.Contains(t, d.titles, title)
	}
	require.Len(t, d.titles, 6+6+2+5, "values, bars, lines, points")
	require.Equal(t, map[string]int{"mark": 6 + 5 + 3, "line": 2}, d.class, "the legend has a mark for each series")
	require.Equal(t, svg, sample().SVG())
	require.Equal(t, 1, strings.Count(string(svg), ">Pareto<"), "labels side by side are shown once")
}

func TestNothingToDraw(t *testing.T) {
	for _, f := range []chart.Figure{
		{},
		{Panels: []chart.Panel{chart.Rows{}, chart.Lines{}}},
		{Panels: []chart.Panel{chart.Rows{Bars: true, Axis: chart.Axis{Log: true}}, chart.Lines{X: chart.Axis{Log: true}}}},
		{Panels: []chart.Panel{chart.Rows{Labels: []string{"a"}, Series: []chart.RowSeries{{Name: "s"}}}}},
	} {
		require.Empty(t, parse(t, f.SVG()).titles)
	}
}

func TestNoNumbers(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	values := []chart.Value{{At: nan}, {At: inf}, {At: -inf}, {At: 2, Low: -inf, High: inf}, {At: 3, Low: nan, High: 4}}
	labels := []string{"a", "b", "c", "d", "e"}
	for _, log := range []bool{false, true} {
		for _, bars := range []bool{false, true} {
			d := parse(t, chart.Figure{Panels: []chart.Panel{chart.Rows{
				Labels: labels, Axis: chart.Axis{Log: log}, Bars: bars,
				Series: []chart.RowSeries{{Name: "s", Values: values}},
			}}}.SVG())
			require.Equal(t, []string{"s, b: +Inf", "s, c: -Inf", "s, d: 2 [-Inf, +Inf]", "s, e: 3"}, d.titles)
			require.Equal(t, 4, d.class["arrow"], "two values and two ends of an interval")
		}
		d := parse(t, chart.Figure{Panels: []chart.Panel{chart.Lines{
			X: chart.Axis{Log: log}, Y: chart.Axis{Log: log},
			Series: []chart.LineSeries{{Name: "s", Points: []chart.Point{{X: 1, Y: nan}, {X: 2, Y: inf}, {X: inf, Y: 2}, {X: 3, Y: 4}, {X: nan, Y: 5}}}},
		}}}.SVG())
		require.Equal(t, []string{"s", "s, 2: +Inf", "s, +Inf: 2", "s, 3: 4"}, d.titles)
		require.Equal(t, 2, d.class["arrow"])
	}
}

func TestBeyondAFixedAxis(t *testing.T) {
	for _, a := range []chart.Axis{{Min: 80, Max: 100}, {Min: 80, Max: 100, Log: true}} {
		d := parse(t, chart.Figure{Panels: []chart.Panel{chart.Rows{
			Labels: []string{"a", "b", "c"}, Axis: a,
			Series: []chart.RowSeries{{Values: []chart.Value{{At: 7}, {At: 90}, {At: 101}}}},
		}}}.SVG())
		require.Equal(t, 2, d.class["arrow"])
		require.Subset(t, d.texts, []string{"80", "100"})
	}
}

func TestALineIsBrokenAtWhatIsNotFinite(t *testing.T) {
	for _, gap := range []float64{math.NaN(), math.Inf(1)} {
		svg := chart.Figure{Panels: []chart.Panel{chart.Lines{Series: []chart.LineSeries{
			{Name: "s", Points: []chart.Point{{X: 1, Y: 1}, {X: 2, Y: 2}, {X: 3, Y: gap}, {X: 4, Y: 4}, {X: 5, Y: 5}}},
		}}}}.SVG()
		require.Regexp(t, `"M[0-9. ]+L[0-9. ]+M[0-9. ]+L[0-9. ]+" class="line"`, string(svg))
	}
}

// A long line has no marks but at its end, which is beyond the axis.
func TestManyPoints(t *testing.T) {
	var points []chart.Point
	for i := range 1000 {
		points = append(points, chart.Point{X: float64(i), Y: float64(i)})
	}
	f := chart.Figure{Panels: []chart.Panel{chart.Lines{Y: chart.Axis{Max: 998}, Series: []chart.LineSeries{{Name: "s", Points: points}}}}}
	svg := f.SVG()
	d := parse(t, svg)
	require.Equal(t, map[string]int{"line": 1, "mark": 2, "arrow": 1}, d.class)
	_, after, _ := strings.Cut(string(svg), "<title>s</title>\n<path d=")
	path, _, _ := strings.Cut(after, " class=")
	require.Equal(t, 999, strings.Count(path, "L"))
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		axis chart.Axis
		want string
	}{
		{chart.Axis{Min: 0, Max: 1}, "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1"},
		{chart.Axis{Min: -30, Max: 70}, "-30 -20 -10 0 10 20 30 40 50 60 70"},
		{chart.Axis{Min: 0, Max: 50e3}, "0 5000 10k 15k 20k 25k 30k 35k 40k 45k 50k"},
		{chart.Axis{Min: 0.5, Max: 200, Log: true}, "0.5 1 2 5 10 20 50 100 200"},
		{chart.Axis{Min: 1, Max: 1e9, Log: true}, "1 10 100 1000 10k 100k 1M 10M 100M 1G"},
		{chart.Axis{Min: 1e-30, Max: 1e30, Log: true}, "1e-30 1e-24 1e-18 1e-12 1e-06 1 1M 1T 1e+18 1e+24 1e+30"},
	} {
		got := fmt.Sprint(chart.Ticks(c.axis, 550))
		require.Equal(t, "["+c.want+"]", got)
	}
	require.Equal(t, []string{"20", "50", "100", "200", "500"}, chart.Ticks(chart.Axis{Min: 20, Max: 500, Log: true}, 170), "little room")
	require.Equal(t, []string{"1", "2", "16"}, chart.Ticks(chart.Axis{Min: 1, Max: 16, Log: true, Ticks: []float64{0.5, 1, 2, 16, 32}}, 550))
}

// What stands out has a colour that nothing else has.
func TestColours(t *testing.T) {
	l := chart.Lines{Series: []chart.LineSeries{{Name: "ours", Highlight: true, Points: []chart.Point{{X: 1, Y: 1}}}}}
	for i := range 20 {
		l.Series = append(l.Series, chart.LineSeries{Name: fmt.Sprint("other ", i), Points: []chart.Point{{X: 1, Y: float64(i)}}})
	}
	svg := string(chart.Figure{Panels: []chart.Panel{l}}.SVG())
	require.Equal(t, 2, strings.Count(svg, `fill="#0072B2"`), "its mark, and in the legend")
}

// What follows from data is round, and has room for all.
func TestRange(t *testing.T) {
	for _, c := range []struct {
		log       bool
		values    []float64
		low, high float64
	}{
		{false, []float64{3, 97}, 0, 100},
		{false, []float64{-12, 31}, -20, 40},
		{false, []float64{5}, 2, 8},
		{false, []float64{0}, -1, 1},
		{false, nil, 0, 1},
		{true, []float64{0, -1, 3, 450}, 2, 500},
		{true, []float64{1}, 0.5, 2},
		{true, []float64{0}, 1, 10},
	} {
		low, high := chart.Range(chart.Axis{Log: c.log}, c.values)
		require.InDelta(t, c.low, low, 1e-9, "%+v", c)
		require.InDelta(t, c.high, high, 1e-9, "%+v", c)
	}
}
