package sample

import "math"

// Never is the gap when nothing is sampled.
const Never = math.MaxUint64

// Rate is a sampling probability with what a draw needs of it. It is immutable,
// so that one value may serve any number of goroutines. Make one with [NewRate].
type Rate struct {
	p, weight float64
	scale     float64 // 1/ln(1-p)
}

// NewRate returns the rate of sampling each event with probability p. p ≤ 0
// samples nothing and p ≥ 1 everything.
func NewRate(p float64) *Rate {
	switch {
	case !(p > 0):
		return &Rate{p: 0, weight: math.Inf(1)}
	case p >= 1:
		return &Rate{p: 1, weight: 1}
	}
	return &Rate{p: p, weight: 1 / p, scale: 1 / math.Log1p(-p)}
}

// P returns the probability, from 0 to 1.
func (r *Rate) P() float64 { return r.p }

// Weight returns 1/p, the number of events that a sample stands for: +Inf when
// nothing is sampled.
func (r *Rate) Weight() float64 { return r.weight }

// Gap draws how many events there are to the next sampled one, that one
// included: at least 1, and [Never] when nothing is sampled.
//
// The gap of a Bernoulli(p) process is geometric, P(G > k) = (1-p)^k. Inverting
// that at a uniform u gives G = 1 + ⌊ln u / ln(1-p)⌋. (⌈-ln u / p⌉, the gap of the
// Poisson process that it resembles, is too long: the realised rate falls short
// by p/2, 7 % at p = 0.15.)
func (r *Rate) Gap(x *Xorshift) uint64 {
	switch r.p {
	case 0:
		return Never
	case 1:
		return 1
	}
	// At most 1 + 37.5/p, as u ≥ 2⁻⁵⁴; that fits for every p from 1e-17 up, and
	// the smaller ones are as good as never.
	if g := logUniform(x.Uint64()) * r.scale; g < 1<<62 {
		return 1 + uint64(g)
	}
	return Never
}
