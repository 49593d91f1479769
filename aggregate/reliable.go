package aggregate

import (
	"fmt"
	"math"
)

const (
	// maxLost is the share of lost samples above which estimates may be biased: what is
	// lost comes late in a window, and values may have a trend.
	maxLost = .01
	// minEqual is the least number of samples that must be equal for others to be ruled
	// out: they are fewer than 3 in a hundred then.
	minEqual = 100
	// maxZ is how many standard errors the sampler may be off by.
	maxZ = 5
)

// Reliable reports whether the figure's estimates hold, and if not, why. Counts are
// exact in any case. Estimates do not hold if there are fewer than three samples, or
// fewer than a hundred that are all equal, if
// more than 1 % of them were lost in full rings, if values are so large or small that
// there is no float64 for their variance, if they are so heavy-tailed that
// the few largest decide the sum (High is +Inf then), or if the sampler does not draw at
// the rate that it claims. It takes some thousand samples to tell a heavy tail: with
// fewer, and before there is a threshold (see Tail), such sums may pass for reliable.
func (t Total) Reliable() (ok bool, reason string) {
	if t.detail == nil || t.Count == 0 || !t.hasValues() {
		return true, ""
	}
	z := t.detail.check.z()
	switch lost := float64(t.Dropped) / float64(t.Dropped+t.Sampled); {
	case t.Sampled < minKnown && t.Sampled != t.Count:
		return false, fmt.Sprintf("%d of %d events sampled: want %d or more", t.Sampled, t.Count, minKnown)
	case lost > maxLost:
		return false, fmt.Sprintf("%.2g %% of the samples lost in full rings: want at most %g %%", 100*lost, 100*maxLost)
	case t.Sum.StdErr == 0 && t.Sampled < minEqual && t.Sampled < t.Count:
		return false, fmt.Sprintf("all %d sampled values are equal, which tells little of others: want %d or more", t.Sampled, minEqual)
	case t.detail.heavy:
		return false, "a heavy tail: the sum depends on a few large values, not all of which were sampled"
	case !t.Sum.Known(), t.Sum.StdErr == 0 && t.Min != t.Max && t.Sampled < t.Count:
		return false, fmt.Sprintf("values from %.3g to %.3g: want magnitudes from 1e-60 to 1e60, whose variance is one too", t.Min, t.Max)
	case math.Abs(z) > maxZ:
		return false, fmt.Sprintf("the samples stand for %.3g %% of the events, %.1f standard errors off: want at most %d",
			100*t.detail.check.stood/t.detail.check.events, z, maxZ)
	}
	return true, ""
}

func (t Total) hasValues() bool { return t.Kind == Distribution || t.Kind == Timer }
