package aggregate

import (
	"math"
	"math/bits"
	"unsafe"
)

// Scale is that of the exponential histogram: a bucket reaches from one power of
// 2^(1/2^Scale) = 2^(1/32) to the next. It is OpenTelemetry's scale 5, and schema 5
// of Prometheus' native histograms.
const Scale = 5

const perOctave = 1 << Scale

// bucketLimits are the mantissas at which the buckets of an octave end, the last
// one aside: the 52 stored bits of 2^((j+1)/32), rounded down, as a value above a
// power of two by less than its last bit cannot be told from it.
var bucketLimits = func() (limits [perOctave - 1]uint64) {
	for j := range limits {
		limits[j] = math.Float64bits(math.Exp2(float64(j+1)/perOctave)) & (1<<52 - 1)
	}
	return limits
}()

// firstBucket is the bucket of an octave in which the mantissas that begin with
// these seven bits begin: the right one, or the one before it.
var firstBucket = func() (first [128]uint8) {
	for i := range first {
		m := uint64(i) << 45
		for first[i] < perOctave-1 && bucketLimits[first[i]] < m {
			first[i]++
		}
	}
	return first
}()

// bucketOf returns the index i of the bucket that holds v, which is finite and
// above 0: base^i < v ≤ base^(i+1).
func bucketOf(v float64) int {
	b := math.Float64bits(v)
	exp, m := int(b>>52), b&(1<<52-1)
	if exp == 0 { // subnormal: shift the leading one out
		shift := bits.LeadingZeros64(m) - 11
		exp, m = 1-shift, m<<uint(shift)&(1<<52-1)
	}
	octave := (exp - 1023) * perOctave
	if m == 0 { // a power of two ends the bucket below it
		return octave - 1
	}
	j := int(firstBucket[m>>45])
	for j < perOctave-1 && bucketLimits[j] < m {
		j++
	}
	return octave + j
}

// bucketEnd returns the upper end of bucket i, which is the lower one of i+1.
func bucketEnd(i int) float64 { return power(2 * (i + 1)) }

// bucketMiddle returns the geometric middle of bucket i: within 1.09 % of
// whatever the bucket holds.
func bucketMiddle(i int) float64 { return power(2*i + 1) }

// perPower is the number of powers in an octave: buckets' ends and middles.
const perPower = 2 * perOctave

var powers = func() (p [perPower]float64) {
	for k := range p {
		p[k] = math.Exp2(float64(k) / perPower)
	}
	return p
}()

// power returns 2^(k/perPower). A publication asks for hundreds.
func power(k int) float64 {
	octave := k >> (Scale + 1)
	if octave < -1022 || octave > 1023 {
		return math.Exp2(float64(k) / perPower)
	}
	return math.Float64frombits(uint64(octave+1023)<<52) * powers[k&(perPower-1)]
}

// bucket is what a histogram holds of the values in one bucket.
type bucket struct {
	n     float64 // Σω: events
	a     float64 // Σω(ω-1): their part of the variance of counts
	whole uint64  // events as a whole number: see values.round
}

// octave is the buckets of the values from one power of two to the next.
type octave [perOctave]bucket

// histogram is an exponential histogram of weighted values above 0. It takes
// memory by the octave, for the octaves that there are values in.
type histogram struct {
	first   int       // octave of octaves[0]
	octaves []*octave // nil: without values
}

// at returns the bucket of index i, to be changed.
func (h *histogram) at(i int) *bucket {
	o := i >> Scale
	if len(h.octaves) == 0 {
		h.first = o
	}
	for ; o < h.first; h.first-- {
		h.octaves = append([]*octave{nil}, h.octaves...)
	}
	for o-h.first >= len(h.octaves) {
		h.octaves = append(h.octaves, nil)
	}
	if h.octaves[o-h.first] == nil {
		h.octaves[o-h.first] = new(octave)
	}
	return &h.octaves[o-h.first][i&(perOctave-1)]
}

// each calls visit for the buckets with values, in ascending order, as long as it
// returns true.
func (h *histogram) each(visit func(i int, b bucket) bool) {
	for k, o := range h.octaves {
		if o == nil {
			continue
		}
		for j, b := range o {
			if b.n != 0 && !visit((h.first+k)<<Scale+j, b) {
				return
			}
		}
	}
}

// pointers calls visit for all buckets that there is memory for, to change them.
func (h *histogram) pointers(visit func(*bucket)) {
	for _, o := range h.octaves {
		if o == nil {
			continue
		}
		for j := range o {
			visit(&o[j])
		}
	}
}

// merge adds f times the buckets of o to those of h.
func (h *histogram) merge(o *histogram, f float64) {
	o.each(func(i int, b bucket) bool {
		to := h.at(i)
		to.n += f * b.n
		to.a += f * b.a
		to.whole += b.whole // wherever it matters f is 1
		return true
	})
}

// reset empties h, and keeps its memory.
func (h *histogram) reset() {
	for _, o := range h.octaves {
		if o != nil {
			*o = octave{}
		}
	}
}

// clone returns a copy that shares nothing with h.
func (h *histogram) clone() histogram {
	if h.empty() {
		return histogram{}
	}
	c := histogram{first: h.first, octaves: make([]*octave, len(h.octaves))}
	for k, o := range h.octaves {
		if o != nil {
			copied := *o
			c.octaves[k] = &copied
		}
	}
	return c
}

func (h *histogram) bytes() int {
	n := cap(h.octaves) * int(unsafe.Sizeof(h))
	for _, o := range h.octaves {
		if o != nil {
			n += int(unsafe.Sizeof(*o))
		}
	}
	return n
}

// eachDown is each in descending order.
func (h *histogram) eachDown(visit func(i int, b bucket) bool) {
	for k := len(h.octaves) - 1; k >= 0; k-- {
		if h.octaves[k] == nil {
			continue
		}
		for j := perOctave - 1; j >= 0; j-- {
			if b := h.octaves[k][j]; b.n != 0 && !visit((h.first+k)<<Scale+j, b) {
				return
			}
		}
	}
}

func (h *histogram) empty() bool { return len(h.octaves) == 0 }
