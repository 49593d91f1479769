package aggregate

import "math"

const (
	// Of n samples the 2/3·n^(2/3) largest are the tail that is judged, a tenth at most:
	// the share falls as n grows, to where the tail is its true self.
	judged    = 2. / 3
	maxJudged = .1
	// sure is how many standard errors below heavyIndex the tail's index must be.
	sure = 1.645
	// heavyIndex is the tail index below which the variance is infinite.
	heavyIndex = 2
	// heavyShare is the share of the variance from which the tail matters.
	heavyShare = .25
)

// heavy reports whether the estimate of the sum depends on values that are too few to
// tell how much they add up to: the tail's index is surely below 2, and the events
// whose tail was sampled, rather than taken in all, are enough for it to matter. It goes
// by all values there have been, not by those of the events in question: they tell too
// little just where it matters most, when none of the largest was sampled.
func (d *values) heavy(threshold, exposed float64) bool {
	total, a := d.totals()
	if a <= 0 || d.positive.empty() {
		return false
	}
	samples := total * total / (a + total)
	share := min(judged/math.Cbrt(samples), maxJudged)
	index, n := d.tailIndex((1 - share) * total)
	// A gap between low and high values looks like a tail to an index that begins
	// before it: further up it must be as heavy.
	above, _ := d.tailIndex((1 - share/4) * total)
	if !(index*(1+sure/math.Sqrt(n)) < heavyIndex && above < heavyIndex) {
		return false
	}
	if math.IsInf(threshold, 1) {
		threshold = d.at((1 - tailShare) * total).high()
	}
	return d.tailVariance(threshold, exposed/total) > heavyShare
}

// tailIndex returns the exponent of the power law that the values above a rank fall
// off by (Hill's estimator, 1975), and the number of equally weighted samples that it
// rests on; its relative standard error is one over the root of that.
func (d *values) tailIndex(rank float64) (index, n float64) {
	const step = math.Ln2 / perOctave // from one bucket's logarithm to the next
	var below, events, squares, excess float64
	start := 0
	d.each(func(s valueSpan) bool {
		if below += s.n; below <= rank || s.sign <= 0 {
			return true
		}
		if events == 0 {
			start = s.i
		}
		events += s.n
		squares += s.a + s.n
		excess += s.n * (float64(s.i-start) + .5) * step
		return true
	})
	return events / excess, events * events / squares
}

// tailVariance returns the share of the variance of the sum that comes from values
// above v, if they were sampled like the others in that share of the events.
func (d *values) tailVariance(v, exposed float64) float64 {
	scale := d.at(math.Inf(1)).middle() // the largest: its square may be too large for a float
	var events, a, body, tail float64
	d.each(func(s valueSpan) bool {
		x := s.middle() / scale
		if s.low() >= v {
			tail += s.n * x * x
			return true
		}
		events += s.n
		a += s.a
		body += s.a * x * x
		return true
	})
	tail *= min(exposed, 1) * a / events
	return tail / (tail + body)
}
