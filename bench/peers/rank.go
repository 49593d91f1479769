package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/whitmetrics/whit/bench/peers/subject"
)

// A figure is what rows are compared by; less is better.
type figure struct {
	name string
	of   func(row) number
}

var (
	overAll   = figure{"all pairs", func(r row) number { return r.Short.All.Median }}
	overQuiet = figure{"quiet pairs", func(r row) number { return r.Short.Quiet.Median }}
)

// ranked reports whether r takes part in the ranking.
func ranked(r row) bool { return r.Role == subject.Peer || r.Role == subject.Whit }

func peer(r row) bool { return r.Role == subject.Peer }

// rank sorts the rows by overhead after short work, what is not known last, and numbers
// those that take part.
func (f *family) rank() {
	slices.SortStableFunc(f.Rows, func(a, b row) int {
		x, y := overAll.of(a), overAll.of(b)
		if x.known() != y.known() {
			if x.known() {
				return -1
			}
			return 1
		}
		return cmp.Compare(x, y)
	})
	n := 0
	for k := range f.Rows {
		if ranked(f.Rows[k]) && overAll.of(f.Rows[k]).known() {
			n++
			f.Rows[k].Rank = n
		}
	}
}

// of returns the family's row in a role, if there is one.
func (f *family) of(role subject.Role) (row, bool) {
	k := slices.IndexFunc(f.Rows, func(r row) bool { return r.Role == role })
	if k < 0 {
		return row{}, false
	}
	return f.Rows[k], true
}

// best returns the row that has the least of a figure, of those that is chooses.
func (f *family) best(by figure, is func(row) bool) (best row, found bool) {
	for _, r := range f.Rows {
		if is(r) && by.of(r).known() && (!found || by.of(r) < by.of(best)) {
			best, found = r, true
		}
	}
	return best, found
}

// place returns r's rank by a figure, and of how many.
func (f *family) place(by figure, r row) (place, of int) {
	place = 1
	for _, x := range f.Rows {
		if ranked(x) && by.of(x).known() {
			of++
			if by.of(x) < by.of(r) {
				place++
			}
		}
	}
	return place, of
}

// factor is how many times less than theirs ours is: infinite if ours is nothing and
// theirs is not, and not known if neither is anything.
func factor(ours, theirs number) number {
	switch {
	case !ours.known() || !theirs.known() || ours <= 0 && theirs <= 0:
		return number(math.NaN())
	case ours <= 0:
		return number(math.Inf(1))
	}
	return max(theirs, 0) / ours
}
