package chart

import (
	"fmt"
	"math"
	"strings"
)

const (
	defaultHeight = 240
	// A series of more points has no marks, but for those at the edge.
	mostMarks = 60
)

// Lines is a panel of points over x that are joined by lines.
type Lines struct {
	Title  string
	X, Y   Axis
	Height int // of the plot in px, 240 by default
	Series []LineSeries
}

// A LineSeries is a line from point to point, in their order. It is broken at a point
// that is not finite.
type LineSeries struct {
	Name string
	// Highlight makes the series stand out, and others step back.
	Highlight bool
	Points    []Point
}

// A Point is a value Y at X, with Y's interval where Low is less than High.
type Point struct{ X, Y, Low, High float64 }

func (l Lines) names() []named {
	var all []named
	for _, s := range l.Series {
		all = append(all, named{s.Name, s.Highlight})
	}
	return all
}

func (l Lines) left(bool) float64 {
	widest := 0.0
	for _, v := range l.vertical(0, l.height()).ticks {
		widest = max(widest, textWidth(format(v)))
	}
	if l.Y.Title != "" {
		widest += lineHigh
	}
	return widest + 10
}

func (l Lines) height() float64 {
	if l.Height <= 0 {
		return defaultHeight
	}
	return float64(l.Height)
}

func (l Lines) above() float64 { return above(l.Title, l.X) }

// vertical is the scale of y in a plot of that height.
func (l Lines) vertical(top, height float64) scale {
	var all []float64
	for _, s := range l.Series {
		for _, p := range s.Points {
			all = append(all, p.Y)
			if p.Low < p.High {
				all = append(all, p.Low, p.High)
			}
		}
	}
	return newScale(l.Y, all, top+height, top)
}

func (l Lines) horizontal(b box) scale {
	var all []float64
	for _, s := range l.Series {
		for _, p := range s.Points {
			all = append(all, p.X)
		}
	}
	return newScale(l.X, all, b.x, b.x+b.width)
}

func (l Lines) draw(c *canvas, b box, p palette) {
	x, y := l.horizontal(b), l.vertical(b.y, b.height)
	panelTitle(c, b, l.Title)
	verticalAxis(c, b, y, l.Y)
	horizontalAxis(c, b, x, l.X)
	for _, over := range []bool{false, true} { // highlighted ones over the others
		for _, s := range l.Series {
			if s.Highlight == over {
				s.draw(c, x, y, p.styles[s.Name])
			}
		}
	}
}

func (s LineSeries) draw(c *canvas, x, y scale, st style) {
	c.open(s.Name, st.opacity)
	if d := s.path(x, y); d != "" {
		c.path(d, fmt.Sprintf(`class="line" fill="none" stroke="%s" stroke-width="%g" stroke-linejoin="round"`, st.colour, st.width))
	}
	c.close()
	for _, p := range s.Points {
		if !math.IsNaN(p.X) && !math.IsNaN(p.Y) {
			s.point(c, x, y, st, p)
		}
	}
}

// path joins points that are finite to those beside them.
func (s LineSeries) path(x, y scale) string {
	var d strings.Builder
	command := "M"
	for _, p := range s.Points {
		if !x.drawable(p.X) || !y.drawable(p.Y) {
			command = "M"
			continue
		}
		px, _ := x.at(p.X)
		py, _ := y.at(p.Y)
		fmt.Fprintf(&d, "%s%.1f %.1f", command, px, py)
		command = "L"
	}
	return d.String()
}

func (s LineSeries) point(c *canvas, x, y scale, st style, p Point) {
	px, right := x.at(p.X)
	py, up := y.at(p.Y)
	interval := p.Low < p.High
	if len(s.Points) > mostMarks && right == 0 && up == 0 && !interval {
		return
	}
	c.open(fmt.Sprintf("%s, %s: %s", s.Name, format(p.X), Value{p.Y, p.Low, p.High}), st.opacity)
	if interval {
		c.whisker(st, y, p.Low, p.High, px, false)
	}
	c.mark(st, px, py)
	if right != 0 {
		c.arrow(st, px, py, right, 0)
	}
	if up != 0 {
		c.arrow(st, px, py, 0, -up)
	}
	c.close()
}
