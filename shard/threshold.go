package shard

import "math"

// minThreshold is the least threshold: the square of one is not rounded to nothing.
const minThreshold = 1e-150

// Threshold is the bits of the value above which every event of a series is a
// sample: the take-all stratum, for the few values that a total depends on most. Bits
// of floats that are not negative are ordered as the floats are, and all others are
// above them, so that one comparison of integers finds what needs no second look.
type Threshold uint64

// NoThreshold is above all values.
const NoThreshold = Threshold(0x7ff<<52 - 1) // the bits of math.MaxFloat64

// ThresholdAt returns the threshold at v, or at 1e-150 if v is less; NoThreshold for a
// v that is negative or NaN.
func ThresholdAt(v float64) Threshold {
	if !(v >= 0) {
		return NoThreshold
	}
	return min(Threshold(math.Float64bits(max(v, minThreshold))), NoThreshold)
}

// Holds reports whether v is from 0 up to the threshold. If not, the event is due for
// RecordBeyond: v is above it, or negative, or NaN or infinite.
func (t Threshold) Holds(v float64) bool { return math.Float64bits(v) <= uint64(t) }

// square returns what the square of a value that needs no second look does not exceed.
// A value is above the threshold only if its square is above that, however it is
// rounded; so is that of NaN and the infinities, which one comparison of floats would
// not find otherwise. It costs the inliner less than Holds.
func (t Threshold) square() float64 {
	v := math.Float64frombits(uint64(t))
	return math.Nextafter(v*v, 0)
}

// Value returns where the threshold is: +Inf for none.
func (t Threshold) Value() float64 {
	if t == NoThreshold {
		return math.Inf(1)
	}
	return math.Float64frombits(uint64(t))
}

// Threshold returns the threshold of this moment.
func (s *Series) Threshold() Threshold { return Threshold(s.threshold.Load()) }

// Ended reports whether the set's sampling is off, and with it the threshold for good.
func (s *Series) Ended() bool { return s.set.critical.Load() == never }

// SetThreshold moves the threshold of the events to come. Those before keep the
// weight of their time, so that it may be moved at any time by what is known by then.
// Local handles follow within PublishEvery events.
func (s *Series) SetThreshold(t Threshold) { s.threshold.Store(uint64(t)) }
