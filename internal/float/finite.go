// Package float tells which float64s are values.
package float

import "math"

// Finite is false for NaN and the infinities. It looks at the exponent's bits: an
// integer comparison is known to the branch behind it sooner than one of floats.
func Finite(v float64) bool { return math.Float64bits(v)&^(1<<63) < 0x7ff<<52 }
