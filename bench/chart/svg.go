package chart

import (
	"encoding/xml"
	"fmt"
	"strings"
	"unicode/utf8"
)

const (
	fontSize = 12
	// runeWidth is about what a character takes: there are no font metrics here.
	runeWidth = 7
	lineHigh  = 16

	ink  = "#222222"
	soft = "#5a5a5a"
	grid = "#dddddd"
	band = "#f5f5f5"
)

// A canvas gathers SVG elements. Coordinates are px from the upper left corner.
type canvas struct{ strings.Builder }

// An anchor is the part of a text that is at its x.
type anchor string

const (
	start  anchor = "start"
	middle anchor = "middle"
	end    anchor = "end"
)

func (c *canvas) line(x1, y1, x2, y2 float64, stroke string, width float64, more string) {
	fmt.Fprintf(c, `<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s" stroke-width="%g"%s/>`+"\n",
		x1, y1, x2, y2, stroke, width, more)
}

func (c *canvas) rect(x, y, width, height float64, fill string) {
	fmt.Fprintf(c, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>`+"\n", x, y, width, height, fill)
}

func (c *canvas) path(d, attributes string) {
	fmt.Fprintf(c, `<path d="%s" %s/>`+"\n", d, attributes)
}

// text writes s with its baseline at y.
func (c *canvas) text(x, y float64, a anchor, fill, s, more string) {
	if s == "" {
		return
	}
	fmt.Fprintf(c, `<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s"%s>%s</text>`+"\n", x, y, a, fill, more, escape(s))
}

// open begins a group of elements that a viewer explains by title.
func (c *canvas) open(title string, opacity float64) {
	fmt.Fprintf(c, `<g opacity="%g"><title>%s</title>`+"\n", opacity, escape(title))
}

func (c *canvas) close() { c.WriteString("</g>\n") }

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder does not fail
	return b.String()
}

func textWidth(s string) float64 { return runeWidth * float64(utf8.RuneCountInString(s)) }

// wrap breaks s between words into lines that are at most width px long, if it can.
func wrap(s string, width float64) []string {
	var lines []string
	for _, word := range strings.Fields(s) {
		if n := len(lines); n > 0 && textWidth(lines[n-1]+" "+word) <= width {
			lines[n-1] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

// rotated writes s upwards, about y.
func (c *canvas) rotated(x, y float64, s string) {
	fmt.Fprintf(c, `<text transform="translate(%.1f %.1f) rotate(-90)" text-anchor="middle" fill="%s">%s</text>`+"\n", x, y, ink, escape(s))
}
