package aggregate

import (
	"math"

	"github.com/whitmetrics/whit/shard"
)

const (
	// tailShare is the share of the events above the threshold that is aimed at.
	tailShare = .01
	// maxTailShare and tailSlack bound, drain by drain, what may be above it: values
	// that have grown must not all be samples.
	maxTailShare = .02
	tailSlack    = 64
	// tailSamples is the least number of samples that move the threshold.
	tailSamples = 100
)

// tail moves the threshold of a distribution, above which each event is a sample. It
// belongs to the collector.
//
// The threshold is the upper bound of the 99th percentile of the values since it was
// moved last, of 100 samples at least; where those are too few for a bound, the largest
// of them. It depends on what is past alone, so that what comes stays unbiased.
type tail struct {
	base    *values // cumulative, when the threshold was moved last; nil: at the start
	samples uint64  // at that time
	count   uint64  // events at the last drain
	taken   uint64  // and events above the threshold by then
}

// due reports whether there are samples enough to move the threshold.
func (t *tail) due(samples uint64) bool { return samples-t.samples >= tailSamples }

// move moves the threshold of s, now being the cumulative values of so many samples.
// It uses scratch.
func (t *tail) move(s *shard.Series, now *values, samples uint64, scratch *values) {
	scratch.reset()
	scratch.merge(now, 1)
	scratch.merge(t.base, -1)
	t.base, t.samples = now, samples
	s.SetThreshold(shard.ThresholdAt(scratch.tailStart()))
}

// bound raises the threshold of s by an octave if too many events of the last drain
// were above it.
func (t *tail) bound(s *shard.Series) {
	count, taken := s.Total(), s.Taken()
	if at := s.Threshold(); at != shard.NoThreshold &&
		float64(taken-t.taken) > tailSlack+maxTailShare*float64(count-t.count) {
		s.SetThreshold(shard.ThresholdAt(2 * at.Value()))
	}
	t.count, t.taken = count, taken
}

// tailStart returns what few values are above: NaN if none would be.
func (d *values) tailStart() float64 {
	total, a := d.totals()
	if total <= 0 || a <= 0 { // every event is a sample anyway
		return math.NaN()
	}
	if high := d.quantile(1 - tailShare).High; !math.IsInf(high, 1) {
		return high
	}
	return d.at(total).high
}

// Tail returns the threshold above which every value is a sample now, +Inf for none,
// and how many events were: those are known exactly, and a Max above the threshold is
// exact as far as it is of its time. It is for distributions that are not critical; it
// takes a hundred samples before there is a threshold.
func (t Total) Tail() (threshold float64, takenAll uint64) {
	if t.detail == nil {
		return math.Inf(1), 0
	}
	return t.detail.threshold, t.taken
}
