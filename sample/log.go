package sample

import (
	"math"
	"math/bits"
)

// logBits is the width of the logarithm table's index. 256 entries with linear
// interpolation are within 2e-6 of ln, which shifts a gap's distribution by less
// than any test of 1e8 events can see; without interpolation it would show.
const logBits = 8

// logTable holds ln(1 + i/256), and one entry more to interpolate towards.
var logTable = func() (t [1<<logBits + 1]float64) {
	for i := range t {
		t[i] = math.Log1p(float64(i) / (1 << logBits))
	}
	return t
}()

// logUniform returns ln u for u = ((x>>11) + ½)·2⁻⁵³, which is uniform on (0, 1)
// for uniform x and is never 0 or 1. It takes a quarter of math.Log's time.
func logUniform(x uint64) float64 {
	// Twice the numerator, an odd integer of at most 54 bits: u = m·2⁻⁵⁴.
	m := x>>11<<1 | 1
	// m = 2^e·(1 + f) with f in [0, 1): shift the leading one out to read f.
	e := bits.Len64(m) - 1
	f := m << uint(64-e) // e may be 0: then the shift leaves 0, as it should
	i := f >> (64 - logBits)
	part := float64(int64(f<<logBits>>11)) * (1.0 / (1 << 53))
	lo, hi := logTable[i], logTable[i+1]
	return float64(e-54)*math.Ln2 + lo + part*(hi-lo)
}
