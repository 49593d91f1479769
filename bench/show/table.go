package show

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Tables writes text and tables, and keeps the first error, after which it writes nothing.
type Tables struct {
	w   io.Writer
	err error
}

// NewTables returns Tables that write to w.
func NewTables(w io.Writer) *Tables { return &Tables{w: w} }

// Err returns the first error of all writing.
func (t *Tables) Err() error { return t.err }

// Text writes text, as fmt.Fprintf does.
func (t *Tables) Text(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.w, format, args...)
	}
}

// Table writes rows of as many cells each, the first of which is their head: names to
// the left, figures to the right.
func (t *Tables) Table(rows [][]string) {
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
		t.Text("%s\n", strings.TrimRight(line.String(), " "))
	}
}
