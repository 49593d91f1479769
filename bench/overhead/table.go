package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// tables writes text and tables, and keeps the first error.
type tables struct {
	w   io.Writer
	err error
}

func (t *tables) text(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.w, format, args...)
	}
}

// table writes rows of as many cells each, the first of which is their head: names to
// the left, figures to the right.
func (t *tables) table(rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				line.WriteString(cell + pad)
			} else {
				line.WriteString("  " + pad + cell)
			}
		}
		t.text("%s\n", strings.TrimRight(line.String(), " "))
	}
}
