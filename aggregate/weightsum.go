package aggregate

import "math"

// WeightSum estimates how many events there were of a kind, such as one client's,
// from the weights of those that were sampled. It is a value, safe for concurrent
// use like any other.
type WeightSum struct {
	Samples uint64
	weight  float64 // Σw: the Horvitz-Thompson estimate
	spread  float64 // Σw(w-1): its variance
	largest float64 // w
}

// Add adds a sample of weight w, which is 1 or more.
func (s *WeightSum) Add(w float64) {
	s.Samples++
	s.weight += w
	s.spread += w * (w - 1)
	s.largest = max(s.largest, w)
}

// Estimate returns the number of events: exact if each was a sample. The interval
// is that of a gamma distribution with the estimate's mean and variance, above with
// one more sample, and below at least what was seen. Without a sample the estimate
// is 0, and nothing more is known.
func (s *WeightSum) Estimate() Estimate { return s.estimate(0) }

// estimate is Estimate where samples that stand for at most floor events may have gone
// by unseen.
func (s *WeightSum) estimate(floor float64) Estimate {
	y, v, m := s.weight, s.spread, s.largest
	switch {
	case s.Samples == 0:
		return point(0)
	case v == 0 && floor == 0:
		return Estimate{Value: y, Low: y, High: y}
	}
	more := m + floor
	return Estimate{
		Value:  y,
		StdErr: math.Sqrt(v),
		Low:    max(float64(s.Samples), gammaBound(y, v, -normal975)),
		High:   gammaBound(y+more, v+more*(m-1), normal975),
	}
}

// gammaBound returns the quantile of the gamma distribution with that mean and
// variance, at the normal distribution's quantile z.
func gammaBound(mean, variance, z float64) float64 {
	if variance <= 0 || mean <= 0 {
		return mean
	}
	return variance / mean * gamma(mean*mean/variance, z)
}

// gamma returns the quantile of the gamma distribution of shape a, scale 1, at the
// normal distribution's quantile z (Wilson and Hilferty's approximation).
func gamma(a, z float64) float64 {
	c := 1 - 1/(9*a) + z/(3*math.Sqrt(a))
	return a * max(c, 0) * max(c, 0) * max(c, 0)
}
