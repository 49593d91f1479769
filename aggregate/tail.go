package aggregate

import (
	"math"

	"github.com/whitmetrics/whit/shard"
)

const (
	// tailShare is the share of the events above the threshold that is aimed at; within
	// half of it either way the threshold stays.
	tailShare = .01
	// maxTailShare and tailSlack tell, drain by drain, that values have grown: a bit less
	// than there is credit for (package shard) is above it.
	maxTailShare = .015
	tailSlack    = 32
	// tailSamples is the least number of samples that move the threshold.
	tailSamples = 64
)

// tail moves the threshold of a distribution, above which each event is a sample. It
// belongs to the collector.
//
// The threshold is the 99th percentile of the values since it was looked at last, of
// 64 samples at least. It depends on what is past alone, so that what comes stays
// unbiased. It errs at first, but what is above it is known exactly: if that is too
// much, so is the value that it should have been.
type tail struct {
	base    *values // cumulative, when the threshold was looked at last; nil: at the start
	samples uint64  // at that time
	since   struct{ count, taken uint64 }
	drained struct{ count, taken uint64 } // events by the last drain, and those above the threshold
	exposed float64                       // events while there was no threshold
}

// due reports whether there are samples enough to look at the threshold.
func (t *tail) due(samples uint64) bool { return samples-t.samples >= tailSamples }

// move moves the threshold of s, now being the cumulative values of so many samples.
// It uses scratch.
func (t *tail) move(s *shard.Series, now *values, samples uint64, scratch *values) {
	if s.Ended() { // nobody would read what is taken
		return
	}
	scratch.reset()
	scratch.merge(now, 1)
	scratch.merge(t.base, -1)
	t.base, t.samples = now, samples
	share := float64(t.drained.taken-t.since.taken) / float64(t.drained.count-t.since.count)
	t.since = t.drained
	if s.Threshold() == shard.NoThreshold || math.Abs(share-tailShare) > tailShare/2 {
		s.SetThreshold(shard.ThresholdAt(scratch.tailStart()))
	}
}

// bound raises the threshold of s by an octave if too many events of the last drain
// were above it.
func (t *tail) bound(s *shard.Series) {
	if s.Ended() { // what came before that had its threshold
		return
	}
	last := t.drained
	t.drained.count, t.drained.taken = s.Total(), s.Taken()
	count, taken := float64(t.drained.count-last.count), float64(t.drained.taken-last.taken)
	switch at := s.Threshold(); {
	case at == shard.NoThreshold:
		t.exposed += count
	case taken > tailSlack+maxTailShare*count:
		s.SetThreshold(shard.ThresholdAt(2 * at.Value()))
	}
}

// tailStart returns what few values are above: NaN if none would be.
func (d *values) tailStart() float64 {
	total, a := d.totals()
	if total <= 0 || a <= 0 { // every event is a sample anyway
		return math.NaN()
	}
	return d.at((1 - tailShare) * total).high()
}

// Tail returns the threshold above which every value is a sample now, +Inf for none,
// and how many events were: those are known exactly, and a Max above the threshold is
// exact as far as it is of its time. (Of values that have just grown no more than 2 % are
// taken, until the threshold has followed them.) It is for distributions that are not critical; it
// takes 64 samples before there is a threshold.
func (t Total) Tail() (threshold float64, takenAll uint64) {
	if t.detail == nil {
		return math.Inf(1), 0
	}
	return t.detail.threshold, t.taken
}
