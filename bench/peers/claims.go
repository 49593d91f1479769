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
	even    verdict = "even" // neither is ahead: their intervals overlap
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
		f.ahead("ahead of every peer, all pairs", overAll),
		f.ahead("ahead of every peer, quiet pairs", overQuiet),
	}
	switch f.Name {
	case subject.Count:
		f.add(f.noWorse("no worse than prometheus' Counter, all pairs", overAll, "prometheus Counter.Inc"),
			f.within("at most 0.3 %, quiet pairs", overQuiet, 0.003),
			f.contended(f.times("a third of every shared counter, contended, nothing between", 3, subject.Whit, parallel, shared)),
			f.contended(f.times("a third of every shared counter, contended, after work", 3, subject.Whit, atOnce, shared)))
	case subject.Value:
		f.add(f.times("below the best histogram, all pairs", 1, subject.Whit, overAll, histogram),
			f.times("a fifth of the best histogram, quiet pairs", 5, subject.Whit, overQuiet, histogram),
			f.contended(f.times("half of every peer, contended, nothing between", 2, subject.Whit, parallel, peer)),
			f.contended(f.times("half of every peer, contended, after work", 2, subject.Whit, atOnce, peer)),
			f.times("a local handle a third of the best histogram, all pairs", 3, subject.Beside, overAll, histogram))
	case subject.Timing:
		f.add(f.times("a tenth of the best timer that reads a clock, all pairs", 10, subject.Whit, overAll, peer))
	case subject.Labelled1, subject.Labelled, subject.Labelled3: // all look up as many labels as whit
		f.add(f.times("a tenth of the best look-up, all pairs", 10, subject.Whit, overAll, peer),
			f.times("a tenth of prometheus' vec, all pairs", 10, subject.Whit, overAll, named("prometheus CounterVec.WithLabelValues, Inc")))
	case subject.Kept:
		f.add(f.noWorse("no worse than prometheus' child, all pairs", overAll, "prometheus CounterVec child kept, Inc"),
			f.times("a tenth of otel's attribute set, all pairs", 10, subject.Whit, overAll, named("otel Add with an attribute set")))
	}
}

func (f *family) add(claims ...claim) { f.Claims = append(f.Claims, claims...) }

// ahead claims that whit has less than each peer, beyond doubt.
func (f *family) ahead(text string, by figure) claim {
	c := f.times(text, 1, subject.Whit, by, peer)
	ours, _ := f.of(subject.Whit)
	if best, found := f.best(by, peer); found && by.even(ours, best) {
		c.Verdict = even
	}
	return c
}

// times claims that the row in that role has at most 1/n of each row that is chooses.
func (f *family) times(text string, n number, role subject.Role, by figure, is func(row) bool) claim {
	ours, ok := f.of(role)
	best, found := f.best(by, is)
	if !ok || !found || !by.known(ours) {
		return claim{text, unknown, tooLittle}
	}
	c := claim{text, verdictOf(n*by.of(ours).Median <= by.of(best).Median), by.compare(ours, best)}
	if n > 1 && by.of(best).Median <= 0 {
		c.Verdict = unknown // less than nothing has no part
	}
	return c
}

// contended is c, or not known where there is one processor.
func (f *family) contended(c claim) claim {
	if f.Goroutines < 2 {
		c.Verdict, c.Figures = unknown, "there is one processor"
	}
	return c
}

// noWorse claims that whit is not above the peer of that name.
func (f *family) noWorse(text string, by figure, name string) claim {
	ours, ok := f.of(subject.Whit)
	theirs, found := f.best(by, named(name))
	if !ok || !found || !by.known(ours) {
		return claim{text, unknown, tooLittle}
	}
	c := claim{text, verdictOf(!by.less(theirs, ours)), by.compare(ours, theirs)}
	if c.Verdict == notMet && by.even(ours, theirs) {
		c.Verdict = even
	}
	return c
}

// within claims that whit's figure is at most that.
func (f *family) within(text string, by figure, most number) claim {
	ours, ok := f.of(subject.Whit)
	if !ok || !by.known(ours) {
		return claim{text, unknown, tooLittle}
	}
	return claim{text, verdictOf(by.of(ours).Median <= most), by.text(ours)}
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

func verdictOf(kept bool) verdict {
	if kept {
		return met
	}
	return notMet
}
