package chart

import (
	"fmt"
	"slices"
)

// Okabe and Ito's colours, those that are plain on white first. Series that stand out
// share the first; the others share the rest, and each has a shape besides.
var colours = []string{"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"}

// A style is how a series looks in all panels.
type style struct {
	colour  string
	shape   int
	width   float64 // of lines
	radius  float64 // of marks
	opacity float64
	weight  string // of the name in the legend
}

// A named is what series of all panels have in common.
type named struct {
	name      string
	highlight bool
}

// A palette gives the style of each series, by name, in the order of the legend.
type palette struct {
	names  []string
	styles map[string]style
}

func newPalette(panels []Panel) palette {
	p := palette{styles: map[string]style{}}
	bold := map[string]bool{}
	for _, panel := range panels {
		for _, s := range panel.names() {
			if !slices.Contains(p.names, s.name) {
				p.names = append(p.names, s.name)
			}
			if s.highlight {
				bold[s.name] = true
			}
		}
	}
	own := min(len(bold), 1) // colours that none of the others has
	highlighted, others := 0, 0
	for _, name := range p.names {
		s := style{width: 1.6, radius: 4, opacity: 1, weight: "normal"}
		if bold[name] {
			s.colour, s.shape = colours[0], highlighted%len(shapes)
			s.width, s.radius, s.weight = 3, 5, "bold"
			highlighted++
		} else {
			s.colour, s.shape = colours[own+others%(len(colours)-own)], (own+others)%len(shapes)
			if len(bold) > 0 {
				s.opacity = 0.6
			}
			others++
		}
		p.styles[name] = s
	}
	return p
}

// shapes are paths about the origin with about the area of a circle of radius 1.
var shapes = []string{
	"M-1 0a1 1 0 1 0 2 0a1 1 0 1 0 -2 0z",
	"M-0.88 -0.88h1.76v1.76h-1.76z",
	"M0 -1.25L1.25 0L0 1.25L-1.25 0z",
	"M0 -1.3L1.25 0.9H-1.25z",
}

// mark draws a series' mark at x, y.
func (c *canvas) mark(s style, x, y float64) {
	c.path(shapes[s.shape], fmt.Sprintf(`class="mark" transform="translate(%.1f %.1f) scale(%g)" fill="%s" stroke="#ffffff" stroke-width="0.2"`,
		x, y, s.radius, s.colour))
}

// arrow points from x, y away along dx, dy, which are -1, 0 or 1.
func (c *canvas) arrow(s style, x, y float64, dx, dy int) {
	u, v := float64(dx), float64(dy)
	c.path(fmt.Sprintf("M%.1f %.1fL%.1f %.1fL%.1f %.1f", x+5*u-4*v, y+5*v-4*u, x+10*u, y+10*v, x+5*u+4*v, y+5*v+4*u),
		fmt.Sprintf(`class="arrow" fill="none" stroke="%s" stroke-width="2"`, s.colour))
}

// whisker draws an interval from one position to another, with a cap at an end that is
// on the axis and an arrow at one that is beyond. It is horizontal, at across, or else
// vertical.
func (c *canvas) whisker(s style, sc scale, low, high, across float64, horizontal bool) {
	from, under := sc.at(low)
	to, over := sc.at(high)
	stroke := func(a1, b1, a2, b2 float64) {
		if !horizontal {
			a1, b1, a2, b2 = b1, a1, b2, a2
		}
		c.line(a1, b1, a2, b2, s.colour, s.width, "")
	}
	stroke(from, across, to, across)
	for _, e := range []struct {
		at     float64
		beyond int
	}{{from, under}, {to, over}} {
		switch {
		case e.beyond == 0:
			stroke(e.at, across-3, e.at, across+3)
		case horizontal:
			c.arrow(s, e.at, across, e.beyond, 0)
		default:
			c.arrow(s, across, e.at, 0, -e.beyond)
		}
	}
}
