package sample

import "math"

// Never is the gap when nothing is sampled.
const Never = math.MaxUint64

// minRate is the least probability that is told from 0. The longest gap that can be
// drawn, 1 + 37.5/p, fits 63 bits with it.
const minRate = 1e-17

// Rate is a sampling probability with what a draw needs of it. It is immutable,
// so that one value may serve any number of goroutines. Make one with [NewRate].
type Rate struct {
	p, weight float64
	fixed     uint64  // the gap if nothing is left to chance, else 0
	scale     float64 // 1/ln(1-p)
}

// NewRate returns the rate of sampling each event with probability p. p ≥ 1 samples
// everything, and p < 1e-17, or NaN, nothing.
func NewRate(p float64) *Rate {
	switch {
	case !(p >= minRate):
		return &Rate{p: 0, weight: math.Inf(1), fixed: Never}
	case p >= 1:
		return &Rate{p: 1, weight: 1, fixed: 1}
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
	if r.fixed != 0 {
		return r.fixed
	}
	return 1 + uint64(int64(logUniform(x.Uint64())*r.scale)) // through int64: one instruction
}
