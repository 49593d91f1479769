package main

import (
	"fmt"

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
	even    verdict = "even" // the intervals overlap
	notMet  verdict = "NOT MET"
	unknown verdict = "not known"
)

const tooLittle = "too little was measured"

// judge judges the claims of the family.
func (f *family) judge() {
	parallel := on(f.Goroutines)
	shared := func(r row) bool { return peer(r) && r.Shared }
	histogram := func(r row) bool { return peer(r) && !r.Summary }
	f.Claims = []claim{
		f.times("ahead of every peer, all pairs", 1, subject.Whit, overAll, peer),
		f.times("ahead of every peer, quiet pairs", 1, subject.Whit, overQuiet, peer),
	}
	switch f.Name {
	case subject.Count:
		f.add(f.times("no worse than prometheus' Counter, all pairs", 1, subject.Whit, overAll, named("prometheus Counter.Inc")),
			f.within("at most 0.3 %, quiet pairs", overQuiet, 0.003),
			f.contended("a third of every shared counter, contended, nothing between", 3, parallel, shared),
			f.contended("a third of every shared counter, contended, after work", 3, atOnce, shared))
	case subject.Value:
		f.add(f.times("below the best histogram, all pairs", 1, subject.Whit, overAll, histogram),
			f.times("a fifth of the best histogram, quiet pairs", 5, subject.Whit, overQuiet, histogram),
			f.contended("half of every peer, contended, nothing between", 2, parallel, peer),
			f.contended("half of every peer, contended, after work", 2, atOnce, peer),
			f.times("a local handle a third of the best histogram, all pairs", 3, subject.Beside, overAll, histogram))
	case subject.Timing:
		f.add(f.times("a tenth of the best timer that reads a clock, all pairs", 10, subject.Whit, overAll, peer))
	case subject.Labelled1, subject.Labelled, subject.Labelled3, subject.LongLabel: // all look up as many labels as whit
		f.add(f.times("a tenth of the best look-up, all pairs", 10, subject.Whit, overAll, peer),
			f.times("a tenth of prometheus' vec, all pairs", 10, subject.Whit, overAll, named("prometheus CounterVec.WithLabelValues, Inc")))
	case subject.Kept:
		f.add(f.times("no worse than prometheus' child, all pairs", 1, subject.Whit, overAll, named("prometheus CounterVec child kept, Inc")),
			f.times("a tenth of otel's attribute set, all pairs", 10, subject.Whit, overAll, named("otel Add with an attribute set")))
	}
}

func (f *family) add(claims ...claim) { f.Claims = append(f.Claims, claims...) }

// times claims that the row in that role has at most 1/n of each row that is chooses:
// not if one of them is ahead of that beyond doubt, and only if none overlaps.
func (f *family) times(text string, n number, role subject.Role, by figure, is func(row) bool) claim {
	ours, ok := f.of(role)
	best, found := f.best(by, is)
	if !ok || !found || !by.certain(ours) {
		return claim{text, unknown, tooLittle}
	}
	c := claim{text, met, by.compare(ours, best)}
	for _, r := range f.Rows {
		if !is(r) || !by.known(r) {
			continue
		}
		switch v := by.verdict(n, ours, r); {
		case v == notMet:
			return claim{text, notMet, by.compare(ours, r)}
		case v != met && c.Verdict == met:
			c = claim{text, v, by.compare(ours, r)}
		}
	}
	return c
}

// contended claims that whit has at most 1/n of each row that is chooses, where all
// processors run at once.
func (f *family) contended(text string, n number, by figure, is func(row) bool) claim {
	switch {
	case f.Goroutines < 2:
		return claim{text, unknown, "there is one processor"}
	case f.AtOnce == 0 || f.Parallel.WorkNS > hindered*f.Short.WorkNS:
		return claim{text, unknown, "the processors were not there at once"}
	}
	return f.times(text, n, subject.Whit, by, is)
}

// within claims that whit's figure is at most that.
func (f *family) within(text string, by figure, most number) claim {
	ours, ok := f.of(subject.Whit)
	if !ok || !by.certain(ours) {
		return claim{text, unknown, tooLittle}
	}
	limit := interval{most, most, most}
	return claim{text, compare(by.of(ours), limit, 1), by.text(ours)}
}

// verdict says whether n times a's figure is less than b's.
func (f figure) verdict(n number, a, b row) verdict {
	switch v := compare(f.of(a), f.of(b), n); {
	case v == notMet:
		return notMet
	case !f.certain(b), n > 1 && f.of(b).Median <= 0: // less than nothing has no part
		return unknown
	default:
		return v
	}
}

// compare says whether n times a is less than b, beyond what their intervals allow.
func compare(a, b interval, n number) verdict {
	switch {
	case n*a.High < b.Low:
		return met
	case n*a.Low > b.High:
		return notMet
	}
	return even
}

// compare prints two rows' figures.
func (f figure) compare(ours, theirs row) string {
	text := fmt.Sprintf("%s against %s of %s", f.text(ours), f.text(theirs), theirs.name())
	if times := f.factor(ours, theirs); times.Known() {
		text += ", x" + timesText(times)
	}
	return text
}

func timesText(n number) string {
	if n >= 10 {
		return fmt.Sprintf("%.0f", float64(n))
	}
	return fmt.Sprintf("%.1f", float64(n))
}
