package show

import (
	"fmt"
	"io"
	"slices"
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
func (t *Tables) Table(rows [][]string) { t.Text("%s", Layout(rows, 0)) }

// Layout lays out rows of as many cells each: columns that are named to the left, others
// to the right.
func Layout(rows [][]string, left ...int) string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		var cells []string
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if slices.Contains(left, i) {
				cells = append(cells, cell+pad)
			} else {
				cells = append(cells, pad+cell)
			}
		}
		b.WriteString(strings.TrimRight(strings.Join(cells, "  "), " ") + "\n")
	}
	return b.String()
}

// Markdown writes rows as Table does, for documents.
func (t *Tables) Markdown(rows [][]string) {
	for i, row := range rows {
		t.Text("| %s |\n", strings.Join(row, " | "))
		if i == 0 {
			t.Text("%s|\n", strings.Repeat("|---", len(row)))
		}
	}
}
