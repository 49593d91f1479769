package chart

const dashed = ` stroke-dasharray="5 3"`

// above returns the room over a plot: for its title, and for labels of references on
// its horizontal axis.
func above(title string, horizontal Axis) float64 {
	room := 10.0
	if title != "" {
		room += lineHigh + 6
	}
	for _, r := range horizontal.References {
		if r.Label != "" {
			return room + lineHigh - 2
		}
	}
	return room
}

func panelTitle(c *canvas, b box, title string) {
	c.text(b.x, b.top+8+lineHigh, start, ink, title, ` font-weight="bold" font-size="13"`)
}

// horizontalAxis draws what is under a plot, and the lines over it.
func horizontalAxis(c *canvas, b box, s scale, a Axis) {
	bottom := b.y + b.height
	for _, v := range s.ticks {
		x, _ := s.at(v)
		c.line(x, b.y, x, bottom+4, grid, 1, "")
		c.text(x, bottom+17, middle, soft, format(v), "")
	}
	c.line(b.x, bottom, b.x+b.width, bottom, soft, 1, "")
	c.text(b.x+b.width/2, bottom+34, middle, ink, a.Title, "")
	for _, r := range a.References {
		if x, beyond := s.at(r.At); beyond == 0 && s.drawable(r.At) {
			c.line(x, b.y, x, bottom, ink, 1.2, dashed)
			c.label(b, x, r.Label)
		}
	}
}

// label writes over the plot, about x, and not beyond the plot if it can.
func (c *canvas) label(b box, x float64, s string) {
	half := textWidth(s) / 2
	x = max(min(x, b.x+b.width-half), b.x+half)
	c.text(x, b.y-5, middle, soft, s, "")
}

// verticalAxis draws what is left of a plot, and the lines over it.
func verticalAxis(c *canvas, b box, s scale, a Axis) {
	widest := 0.0
	for _, v := range s.ticks {
		y, _ := s.at(v)
		widest = max(widest, textWidth(format(v)))
		c.line(b.x-4, y, b.x+b.width, y, grid, 1, "")
		c.text(b.x-7, y+4, end, soft, format(v), "")
	}
	c.line(b.x, b.y, b.x, b.y+b.height, soft, 1, "")
	if a.Title != "" {
		c.rotated(b.x-widest-14, b.y+b.height/2, a.Title)
	}
	for _, r := range a.References {
		if y, beyond := s.at(r.At); beyond == 0 && s.drawable(r.At) {
			c.line(b.x, y, b.x+b.width, y, ink, 1.2, dashed)
			c.text(b.x+b.width-2, y-4, end, soft, r.Label, "")
		}
	}
}
