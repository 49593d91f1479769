package main

import (
	"fmt"
	"math"

	"github.com/whitmetrics/whit/bench/peers/subject"
)

// A claim is what whit is to keep to in a family, and whether it has.
type claim struct {
	Claim   string  `json:"claim"`
	Verdict verdict `json:"verdict"`
	Figures string  `json:"figures"`
}

type verdict string

const (
	met     verdict = "met"
	notMet  verdict = "NOT MET"
	unknown verdict = "not known"
)

// judge judges the claims of the family.
func (f *family) judge() {
	parallel := figure{
		fmt.Sprintf("on %d goroutines", f.Goroutines),
		func(r row) number { return r.on(f.Goroutines) },
	}
	if f.Goroutines < 2 {
		parallel.of = func(row) number { return number(math.NaN()) } // there is no contention
	}
	shared := func(r row) bool { return peer(r) && r.Shared }
	f.Claims = []claim{
		f.ahead("ahead of every peer, all pairs", 1, subject.Whit, overAll, peer),
		f.ahead("ahead of every peer, quiet pairs", 1, subject.Whit, overQuiet, peer),
	}
	switch f.Name {
	case subject.Count:
		f.add(f.noWorse("no worse than prometheus' Counter, all pairs", "prometheus Counter.Inc"),
			f.within("at most 0.3 %, quiet pairs", overQuiet, 0.003),
			f.ahead("3 times under every shared counter, contended", 3, subject.Whit, parallel, shared))
	case subject.Value:
		f.add(f.ahead("5 times under every peer, quiet pairs", 5, subject.Whit, overQuiet, peer),
			f.ahead("2 times under every peer, contended", 2, subject.Whit, parallel, peer),
			f.ahead("a local handle 3 times under every peer, all pairs", 3, subject.Local, overAll, peer))
	case subject.Timing:
		f.add(f.ahead("10 times under every timer that reads a clock, all pairs", 10, subject.Whit, overAll, peer))
	case subject.Labelled:
		f.add(f.ahead("10 times under the best vec, all pairs", 10, subject.Whit, overAll, peer))
	}
}

func (f *family) add(claims ...claim) { f.Claims = append(f.Claims, claims...) }

// ahead claims that the row in that role is times under each row that is chooses. With
// times 1 that means less.
func (f *family) ahead(text string, times float64, role subject.Role, by figure, is func(row) bool) claim {
	c := claim{Claim: text, Verdict: unknown, Figures: "too little was measured"}
	ours, ok := f.of(role)
	best, found := f.best(by, is)
	if !ok || !found || !by.of(ours).known() {
		return c
	}
	a, b := by.of(ours), by.of(best)
	times0 := factor(a, b)
	c.Figures = fmt.Sprintf("%s against %s of %s", by.text(a), by.text(b), best.name())
	if times0.known() {
		c.Figures += fmt.Sprintf(" (x%.2g)", float64(times0))
	}
	switch {
	case times == 1:
		c.Verdict = verdictOf(a < b)
	case a <= 0 && b <= 0: // both less than the measurement's error
	default:
		c.Verdict = verdictOf(float64(times0) >= times)
	}
	return c
}

// noWorse claims that whit is not measurably above the peer of that name: the intervals
// touch, or whit's is below.
func (f *family) noWorse(text, name string) claim {
	c := claim{Claim: text, Verdict: unknown, Figures: "too little was measured"}
	ours, ok := f.of(subject.Whit)
	theirs, found := f.best(overAll, func(r row) bool { return r.name() == name })
	a, b := ours.Short.All, theirs.Short.All
	if !ok || !found || !a.Low.known() || !b.High.known() {
		return c
	}
	c.Verdict = verdictOf(a.Low <= b.High)
	c.Figures = fmt.Sprintf("%s %% (%s) against %s %% (%s)", percent(a.Median), a.between(), percent(b.Median), b.between())
	return c
}

// within claims that whit's figure is at most that.
func (f *family) within(text string, by figure, most number) claim {
	ours, ok := f.of(subject.Whit)
	if !ok || !by.of(ours).known() {
		return claim{text, unknown, "too little was measured"}
	}
	return claim{text, verdictOf(by.of(ours) <= most), by.text(by.of(ours))}
}

func verdictOf(kept bool) verdict {
	if kept {
		return met
	}
	return notMet
}

// text prints a figure with its unit.
func (f figure) text(n number) string {
	if f.name == overAll.name || f.name == overQuiet.name {
		return percent(n) + " %"
	}
	return nanoseconds(n) + " ns"
}
