package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/whitmetrics/whit/bench/peers/subject"
)

// A figure is what rows are compared by; less is better.
type figure struct {
	name string
	unit string
	of   func(row) interval
}

var (
	overAll   = figure{"all pairs", "%", func(r row) interval { return r.Short.All }}
	overQuiet = figure{"quiet pairs", "%", func(r row) interval { return r.Short.Quiet }}
	atOnce    = figure{"all processors at once", "%", func(r row) interval { return r.Parallel.All }}
)

// on is the time of an event on g goroutines.
func on(g int) figure {
	return figure{fmt.Sprintf("on %d goroutines", g), "ns", func(r row) interval { return r.on(g) }}
}

// text prints a figure with its unit.
func (f figure) text(r row) string {
	n := f.of(r).Median
	if f.unit == "%" {
		return percent(n) + " %"
	}
	return nanoseconds(n) + " ns"
}

// certain reports whether r has the figure with its interval, known whether it has the
// figure, and less whether a's is less than b's.
func (f figure) certain(r row) bool {
	i := f.of(r)
	return i.Median.Known() && i.Low.Known() && i.High.Known()
}
func (f figure) known(r row) bool   { return f.of(r).Median.Known() }
func (f figure) less(a, b row) bool { return f.of(a).Median < f.of(b).Median }

// even reports whether the intervals of two rows overlap, so that neither is ahead.
func (f figure) even(a, b row) bool {
	x, y := f.of(a), f.of(b)
	return x.Low <= y.High && y.Low <= x.High // false if one is not known
}

// ranked reports whether r takes part in the ranking.
func ranked(r row) bool { return r.Role == subject.Peer || r.Role == subject.Whit }

func peer(r row) bool { return r.Role == subject.Peer }

// ours reports whether it is a call of whit.
func (r row) ours() bool { return r.Role == subject.Whit || r.Role == subject.Beside }

// named chooses the row of that name.
func named(name string) func(row) bool {
	return func(r row) bool { return r.name() == name }
}

// rank sorts the rows by overhead after short work, what is not known last, and numbers
// those that take part.
func (f *family) rank() {
	slices.SortStableFunc(f.Rows, func(a, b row) int {
		x, y := overAll.of(a).Median, overAll.of(b).Median
		if x.Known() != y.Known() {
			if x.Known() {
				return -1
			}
			return 1
		}
		return cmp.Compare(x, y)
	})
	n := 0
	for k := range f.Rows {
		if ranked(f.Rows[k]) && overAll.known(f.Rows[k]) {
			n++
			f.Rows[k].Rank = n
		}
	}
}

// in returns the family's rows in a role.
func (f *family) in(role subject.Role) (rows []row) {
	for _, r := range f.Rows {
		if r.Role == role {
			rows = append(rows, r)
		}
	}
	return rows
}

// of returns the family's first row in a role, if there is one.
func (f *family) of(role subject.Role) (row, bool) {
	rows := f.in(role)
	if len(rows) == 0 {
		return row{}, false
	}
	return rows[0], true
}

// best returns the row that has the least of a figure, of those that is chooses.
func (f *family) best(by figure, is func(row) bool) (best row, found bool) {
	for _, r := range f.Rows {
		if is(r) && by.known(r) && (!found || by.less(r, best)) {
			best, found = r, true
		}
	}
	return best, found
}

// place returns r's rank by a figure, and of how many.
func (f *family) place(by figure, r row) (place, of int) {
	place = 1
	for _, x := range f.Rows {
		if ranked(x) && by.known(x) {
			of++
			if by.less(x, r) {
				place++
			}
		}
	}
	return place, of
}

// nothing is what no figure in % can be told from 0 below.
const nothing = 0.0001

// factor is how many times less ours is than theirs. It is not known if ours, or the
// lower end of its interval, is nothing.
func (f figure) factor(ours, theirs row) number {
	a, b := f.of(ours), f.of(theirs)
	if !a.Median.Known() || !b.Median.Known() || a.Median <= 0 || a.Low <= 0 || f.unit == "%" && a.Median < nothing {
		return number(math.NaN())
	}
	return max(b.Median, 0) / a.Median
}
