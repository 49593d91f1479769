package sample_test

import (
	"math"
	"math/bits"

	"github.com/whitmetrics/whit/sample"
)

// draw is a way to draw gaps; those beside Rate.Gap are controls.
type draw func(r *sample.Rate, x *sample.Xorshift) uint64

func gap(r *sample.Rate, x *sample.Xorshift) uint64 { return r.Gap(x) }

// exactGap is the same with math.Log.
func exactGap(r *sample.Rate, x *sample.Xorshift) uint64 {
	return 1 + uint64(math.Log(uniform(x.Uint64()))/math.Log1p(-r.P()))
}

// exponentialGap is the gap of a Poisson process, which is too long.
func exponentialGap(r *sample.Rate, x *sample.Xorshift) uint64 {
	return uint64(math.Ceil(-math.Log(uniform(x.Uint64())) / r.P()))
}

// stepGap takes the logarithm from a table without interpolation.
func stepGap(r *sample.Rate, x *sample.Xorshift) uint64 {
	return 1 + uint64(stepLog(x.Uint64())/math.Log1p(-r.P()))
}

// uniform is the u that bits x stand for.
func uniform(x uint64) float64 { return (float64(x>>11) + 0.5) / (1 << 53) }

// stepLog returns the logarithm of u rounded down to nine significant bits, which
// is what 256 entries alone can tell apart.
func stepLog(x uint64) float64 {
	m := x>>11<<1 | 1
	drop := max(bits.Len64(m)-9, 0)
	return math.Log(float64(m>>drop<<drop)) - 54*math.Ln2
}
