package aggregate

import "math"

// spread is how far single values lie apart, of all that were sampled and are not
// certain samples: what a group with too few samples to tell its own variance goes by.
type spread struct {
	n    uint64  // samples
	w    float64 // events they stand for
	mean float64
	m2   float64 // Σω(v-mean)²
}

// merge adds o (Chan, Golub and LeVeque's formula for pooled moments, 1979).
func (s *spread) merge(o spread) {
	if o.w <= 0 {
		return
	}
	w := s.w + o.w
	d := o.mean - s.mean
	s.mean += d * o.w / w
	s.m2 += o.m2 + d*d*s.w*o.w/w
	s.w = w
	s.n += o.n
}

// variance returns that of single values; NaN if fewer than two were sampled.
func (s *spread) variance() float64 {
	if s.n < 2 {
		return math.NaN()
	}
	return s.m2 / s.w * float64(s.n) / float64(s.n-1)
}
