package aggregate

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestBucketOf(t *testing.T) {
	check := func(v float64) {
		i := bucketOf(v)
		// 1e-15 for Exp2's own rounding at the edges.
		require.LessOrEqual(t, v, bucketEnd(i)*(1+1e-15), v)
		require.GreaterOrEqual(t, v, bucketEnd(i-1)*(1-1e-15), v)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 50_000 {
		check(math.Float64frombits(rng.Uint64N(0x7ff<<52-1) + 1))
		check(math.Exp(rng.NormFloat64()))
	}
	for e := -1074; e <= 1023; e++ {
		v := math.Ldexp(1, e)
		require.Equal(t, e*perOctave-1, bucketOf(v), "a bucket ends with a power of two")
		if e > -1022 {
			require.Equal(t, e*perOctave, bucketOf(math.Nextafter(v, math.Inf(1))))
		}
	}
	require.Equal(t, 1024*perOctave-1, bucketOf(math.MaxFloat64))
}

func TestBucketMiddle(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		v := math.Exp(5 * rng.NormFloat64())
		require.InEpsilon(t, v, bucketMiddle(bucketOf(v)), .0109)
	}
}

func TestHistogram(t *testing.T) {
	var h histogram
	rng := rand.New(rand.NewPCG(5, 6))
	want := map[int]float64{}
	for range 10_000 {
		i := bucketOf(math.Exp(4 * rng.NormFloat64()))
		want[i]++
		h.at(i).n++
	}
	last := math.MinInt
	c := h.clone()
	h.at(0).n++ // the clone's own
	c.each(func(i int, b bucket) bool {
		require.Greater(t, i, last)
		last = i
		require.Equal(t, want[i], b.n)
		delete(want, i)
		return true
	})
	require.Empty(t, want)
}

func BenchmarkBucketOf(b *testing.B) {
	v := 1.5
	n := 0
	for b.Loop() {
		n += bucketOf(v)
		v *= 1.0001
		if v > 1e9 {
			v = 1e-9
		}
	}
	_ = n
}
