package aggregate

import "math"

// The tail that is judged is of judgedSamples samples or a share of minJudged of them,
// whichever is more, and of a share of maxJudged at most.
const (
	judgedSamples = 50
	minJudged     = .01
	maxJudged     = .1
	// heavyIndex is the tail index below which the variance is infinite.
	heavyIndex = 2
	// heavyShare is the share of the variance from which the tail decides it.
	heavyShare = .5
)

// heavy reports whether the estimate of the sum depends on values that are too few to
// tell how much they add up to: the tail's index is surely below 2, and what has been
// sampled of it, rather than taken in all, makes up most of the variance. It goes by all
// values there have been, since one window's cannot tell.
func (d *values) heavy(threshold float64) bool {
	total, a := d.totals()
	if a <= 0 || d.positive.empty() {
		return false
	}
	samples := total * total / (a + total)
	share := min(max(judgedSamples/samples, minJudged), maxJudged)
	index, n := d.tailIndex((1 - share) * total)
	if !(index*(1+2/math.Sqrt(n)) < heavyIndex) {
		return false
	}
	if math.IsInf(threshold, 1) {
		threshold = d.at((1 - tailShare) * total).high
	}
	return d.varianceAbove(threshold) > heavyShare
}

// tailIndex returns the exponent of the power law that the values above a rank fall
// off by (Hill's estimator, 1975), and the number of equally weighted samples that it
// rests on; its relative standard error is one over the root of that.
func (d *values) tailIndex(rank float64) (index, n float64) {
	var below, events, squares, excess, start float64
	d.each(func(s valueSpan) bool {
		if below += s.n; below <= rank || s.low <= 0 {
			return true
		}
		if events == 0 {
			start = math.Log(s.low)
		}
		events += s.n
		squares += s.a + s.n
		excess += s.n * (math.Log(s.middle) - start)
		return true
	})
	return events / excess, events * events / squares
}

// varianceAbove returns the share that sampled values above v have in Σω(ω-1)v².
func (d *values) varianceAbove(v float64) float64 {
	scale := d.at(math.Inf(1)).middle // the largest: its square may be too large for a float
	var above, all float64
	d.each(func(s valueSpan) bool {
		part := s.a * (s.middle / scale) * (s.middle / scale)
		if all += part; s.low >= v {
			above += part
		}
		return true
	})
	return above / all
}
