package chart

import (
	"fmt"
	"slices"
)

const (
	defaultWidth = 960
	margin       = 24 // around the figure and right of each panel
	leastPlot    = 160
)

// A Figure is a sheet of panels. A figure without panels is a title.
type Figure struct {
	Title string
	// Subtitle is broken into lines where it is long.
	Subtitle string
	// Columns is how many panels are side by side, 1 by default. Rows with the
	// same labels side by side show them once.
	Columns int
	// Width in px, 960 by default. A figure is wider if its labels need it.
	Width  int
	Panels []Panel
}

// A Panel is a chart of its own, [Rows] or [Lines].
type Panel interface {
	// names are the series.
	names() []named
	// left is the room for labels, with row labels or without.
	left(labels bool) float64
	// above and height are the room over the plot, and the plot's.
	above() float64
	height() float64
	draw(c *canvas, b box, p palette)
}

// A box is where a panel's plot is to be.
type box struct {
	x, y, width, height float64
	top                 float64 // where the panel begins, with its title
	labels              bool    // left of the plot
}

const below = 44 // the room under a plot, for ticks and the axis's title

// SVG returns the figure as an SVG document.
func (f Figure) SVG() []byte {
	p := newPalette(f.Panels)
	lefts, plot := f.columns()
	width := float64(margin)
	for _, l := range lefts {
		width += l + plot + margin
	}
	var c canvas
	y := f.header(&c, width, p)
	columns := len(lefts)
	for first := 0; first < len(f.Panels); first += columns {
		row := f.Panels[first:min(first+columns, len(f.Panels))]
		x, top, high := float64(margin), 0.0, 0.0
		for _, panel := range row {
			top, high = max(top, panel.above()), max(high, panel.height())
		}
		for i, panel := range row {
			x += lefts[i]
			panel.draw(&c, box{x, y + top, plot, panel.height(), y, !f.repeats(first + i)}, p)
			x += plot + margin
		}
		y += top + high + below
	}
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" `+
		`font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif" font-size="%d">`+"\n"+
		`<rect width="100%%" height="100%%" fill="#ffffff"/>`+"\n%s</svg>\n", width, y+8, width, y+8, fontSize, c.String())
}

// columns returns the room left of each column's plots, and the plots' width.
func (f Figure) columns() (lefts []float64, plot float64) {
	lefts = make([]float64, max(f.Columns, 1))
	for i, panel := range f.Panels {
		l := &lefts[i%len(lefts)]
		*l = max(*l, panel.left(!f.repeats(i)))
	}
	room := float64(f.Width)
	if f.Width <= 0 {
		room = defaultWidth
	}
	room -= margin
	for _, l := range lefts {
		room -= l + margin
	}
	return lefts, max(room/float64(len(lefts)), leastPlot)
}

// repeats says whether panel i has the row labels of the one to its left.
func (f Figure) repeats(i int) bool {
	if i%max(f.Columns, 1) == 0 {
		return false
	}
	a, ok := f.Panels[i-1].(Rows)
	b, too := f.Panels[i].(Rows)
	return ok && too && a.high() == b.high() && slices.Equal(a.Labels, b.Labels)
}

// header draws title, subtitle and legend, and returns where they end.
func (f Figure) header(c *canvas, width float64, p palette) (y float64) {
	y = margin
	for _, l := range wrap(f.Title, (width-2*margin)/1.5) {
		y += 4
		c.text(margin, y+4, start, ink, l, ` font-size="17" font-weight="bold"`)
		y += lineHigh
	}
	for _, l := range wrap(f.Subtitle, width-2*margin) {
		c.text(margin, y+6, start, soft, l, "")
		y += lineHigh
	}
	return f.legend(c, width, y+4, p) + 4
}

func (f Figure) legend(c *canvas, width, y float64, p palette) float64 {
	if len(p.names) == 0 || (len(p.names) == 1 && p.names[0] == "") {
		return y
	}
	x := float64(margin)
	for _, name := range p.names {
		s := p.styles[name]
		room := 24 + textWidth(name)*1.1 + 22
		if x+room > width && x > margin {
			x, y = margin, y+lineHigh+2
		}
		c.line(x, y+8, x+20, y+8, s.colour, s.width, fmt.Sprintf(` opacity="%g"`, s.opacity))
		c.mark(s, x+10, y+8)
		c.text(x+26, y+12, start, ink, name, ` font-weight="`+s.weight+`"`)
		x += room
	}
	return y + lineHigh + 4
}
