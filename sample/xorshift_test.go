package sample_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/sample"
)

// Seeds promise repeatable runs, so the values that follow one may not change.
func TestXorshiftGolden(t *testing.T) {
	for _, c := range []struct {
		seed, stream uint64
		want         [3]uint64
	}{
		{0, 0, [3]uint64{0x0d83b3e29a21487a, 0x54c44c79f1fe9d67, 0xa845f342007a0e78}},
		{1, 0, [3]uint64{0x0fe9bee090b63d38, 0x3e8ad3b6c08cb236, 0x1e712bdd517f12bf}},
		{1, 2, [3]uint64{0x72e8093b176f39a1, 0xbcebddb6fb8cd4cd, 0xd92fd10529399c54}},
		{math.MaxUint64, math.MaxUint64, [3]uint64{0x4cddd0af77585bba, 0x597ce6060aeb6d60, 0x02ce86b4cae5e139}},
	} {
		x := sample.NewXorshift(c.seed, c.stream)
		got := [3]uint64{x.Uint64(), x.Uint64(), x.Uint64()}
		require.Equal(t, c.want, got, "seed %d, stream %d", c.seed, c.stream)
	}
}

func TestGapGolden(t *testing.T) {
	r, x := sample.NewRate(.03), sample.NewXorshift(1, 2)
	var got [8]uint64
	for i := range got {
		got[i] = r.Gap(&x)
	}
	require.Equal(t, [8]uint64{27, 10, 6, 74, 10, 61, 33, 18}, got)
}

func TestXorshiftIsNeverZero(t *testing.T) {
	for seed := range uint64(1000) {
		for stream := range uint64(100) {
			x := sample.NewXorshift(seed, stream)
			require.NotZero(t, x.State())
		}
	}
	x := sample.NewXorshift(0, 0)
	for range 1_000_000 {
		x.Uint64()
		if x.State() == 0 {
			t.Fatal("the state is zero, and will be for ever")
		}
	}
}

// zeroSeed is the seed of stream 1 that would make the state zero.
const zeroSeed = -0x9E3779B97F4A7C15 & math.MaxUint64

func TestXorshiftOfTheSeedThatMixesToZero(t *testing.T) {
	x := sample.NewXorshift(zeroSeed, 1)
	require.NotZero(t, x.State())
	require.NotEqual(t, x.Uint64(), x.Uint64())
}

// Neither neighbouring streams nor neighbouring seeds have values in common.
func TestStreamsAreDistinct(t *testing.T) {
	seen := map[uint64]bool{}
	const streams, values = 256, 256
	for stream := range uint64(streams) {
		for _, seed := range []uint64{0, 1, 2} {
			x := sample.NewXorshift(seed, stream)
			for range values {
				seen[x.Uint64()] = true
			}
		}
	}
	require.Len(t, seen, 3*streams*values)
}

// Each of the 53 bits that u is made of is set half of the time, in each of the
// streams' first values as well as along one stream.
func TestXorshiftBitsAreFair(t *testing.T) {
	const n = 100_000
	along := sample.NewXorshift(9, 9)
	firsts, next := [64]int{}, [64]int{}
	for i := range uint64(n) {
		x := sample.NewXorshift(9, i)
		first, value := x.Uint64(), along.Uint64()
		for bit := range 64 {
			firsts[bit] += int(first >> bit & 1)
			next[bit] += int(value >> bit & 1)
		}
	}
	for bit := 11; bit < 64; bit++ {
		require.InDelta(t, n/2, firsts[bit], 6*math.Sqrt(n)/2, "bit %d of first values", bit)
		require.InDelta(t, n/2, next[bit], 6*math.Sqrt(n)/2, "bit %d", bit)
	}
}
