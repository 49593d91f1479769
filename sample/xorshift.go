// Package sample decides which events are sampled and at what rate.
//
// Sampling is Bernoulli: every event is drawn with probability p, whatever came
// before it. Instead of one random number per event, a [Rate] draws the gap to
// the next sampled event from the geometric distribution, one generator step a
// sample, so that an event in between costs a comparison. A [Controller] moves
// p with the load.
//
// Nothing here is safe for concurrent use, and nothing blocks or allocates: a
// generator belongs to one shard, and is stepped by whoever is pinned to it.
package sample

import "math/bits"

// Xorshift is Marsaglia's 64-bit xorshift generator with a multiplied output
// (Vigna, "An experimental exploration of Marsaglia's xorshift generators,
// scrambled", 2014). It has one word of state, which is never zero, and a
// period of 2^64-1. The zero value is not ready: see [NewXorshift].
type Xorshift struct{ state uint64 }

// NewXorshift returns the generator of one of many streams. Streams of the same
// seed start far apart, and no seed or stream leads to the one state, zero, that
// the generator never leaves.
func NewXorshift(seed, stream uint64) Xorshift {
	state := mix(seed + stream*0x9E3779B97F4A7C15)
	if state == 0 {
		state = 0x9E3779B97F4A7C15
	}
	return Xorshift{state}
}

// Uint64 returns the next 64 random bits; the upper 53 are the good ones.
func (x *Xorshift) Uint64() uint64 {
	s := x.state
	s ^= s >> 12
	s ^= s << 25
	s ^= s >> 27
	x.state = s
	return s * 0x2545F4914F6CDD1D
}

// mix is the finalizer of SplitMix64: each bit of the seed reaches all of the
// state, so that seeds 1, 2 and 3 give unrelated streams.
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return bits.RotateLeft64(z, 32) ^ z>>31
}
