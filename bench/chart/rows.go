package chart

import (
	"fmt"
	"math"
)

// Rows is a panel of dots or bars along a horizontal axis, one row for each label.
type Rows struct {
	Title  string
	Labels []string // from top to bottom
	Axis   Axis
	// Bars begin at 0, which is then on the axis; on a logarithmic axis at its
	// left end.
	Bars bool
	// OneLine puts all series of a row on one line, where each label has a value of one
	// series, or little is lost where marks meet.
	OneLine bool
	Series  []RowSeries
}

// A RowSeries has a value for each label, in the labels' order. Those that lack are
// left out.
type RowSeries struct {
	Name string
	// Highlight makes the series stand out, and others step back.
	Highlight bool
	Values    []Value
}

// A Value is a figure, with its interval where Low is less than High.
type Value struct{ At, Low, High float64 }

func (r Rows) names() []named {
	var all []named
	for _, s := range r.Series {
		all = append(all, named{s.Name, s.Highlight})
	}
	return all
}

func (r Rows) left(labels bool) float64 {
	widest := 4.0
	if labels {
		for _, l := range r.Labels {
			widest = max(widest, textWidth(l)+gap)
		}
	}
	return widest
}

// gap is between labels and the plot: room for an arrow.
const gap = 14

// lines is how many lines a row has.
func (r Rows) lines() int {
	if r.OneLine {
		return 1
	}
	return len(r.Series)
}

// high is the height of one row.
func (r Rows) high() float64 { return max(20, 9*float64(r.lines())+7) }

func (r Rows) height() float64 { return r.high() * float64(max(len(r.Labels), 1)) }
func (r Rows) above() float64  { return above(r.Title, r.Axis) }

func (r Rows) draw(c *canvas, b box, p palette) {
	sc := newScale(r.Axis, r.values(), b.x, b.x+b.width)
	for i, label := range r.Labels {
		y := b.y + float64(i)*r.high()
		if i%2 == 0 {
			c.rect(b.x, y, b.width, r.high(), band)
		}
		if b.labels {
			c.text(b.x-gap, y+r.high()/2+4, end, ink, label, "")
		}
	}
	panelTitle(c, b, r.Title)
	horizontalAxis(c, b, sc, r.Axis)
	for k, s := range r.Series {
		for i, v := range s.Values {
			if i < len(r.Labels) && !math.IsNaN(v.At) {
				y := b.y + float64(i)*r.high() + r.high()*float64(k%max(r.lines(), 1)+1)/float64(r.lines()+1)
				c.open(s.Name+", "+r.Labels[i]+": "+v.String(), p.styles[s.Name].opacity)
				r.value(c, sc, p.styles[s.Name], v, y)
				c.close()
			}
		}
	}
}

func (r Rows) value(c *canvas, sc scale, s style, v Value, y float64) {
	x, beyond := sc.at(v.At)
	if r.Bars {
		zero := sc.from
		if !r.Axis.Log {
			zero, _ = sc.at(0)
		}
		c.rect(min(x, zero), y-4, math.Abs(x-zero), 8, s.colour)
		s.colour = ink // of the whisker, to be seen on the bar
	}
	if v.Low < v.High {
		c.whisker(s, sc, v.Low, v.High, y, true)
	}
	if !r.Bars {
		c.mark(s, x, y)
	}
	if beyond != 0 {
		c.arrow(s, x, y, beyond, 0)
	}
}

// values are all that the axis is to have room for.
func (r Rows) values() []float64 {
	var all []float64
	if r.Bars && !r.Axis.Log {
		all = append(all, 0)
	}
	for _, s := range r.Series {
		for _, v := range s.Values {
			all = append(all, v.At)
			if v.Low < v.High {
				all = append(all, v.Low, v.High)
			}
		}
	}
	return all
}

func (v Value) String() string {
	if v.Low < v.High {
		return fmt.Sprintf("%s [%s, %s]", format(v.At), format(v.Low), format(v.High))
	}
	return format(v.At)
}
