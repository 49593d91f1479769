package sample_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/sample"
)

// realised returns how many of n events a draw samples.
func realised(d draw, p float64, n uint64) (samples int) {
	r, x := sample.NewRate(p), sample.NewXorshift(1, 0)
	for at := d(r, &x); at <= n; at += d(r, &x) {
		samples++
	}
	return samples
}

// The bounds are five standard deviations: each fails by chance less than once in
// a million.
var rateBounds = []struct {
	p     float64
	bound float64
}{{.01, 4975}, {.03, 8529}, {.15, 17854}}

const manyEvents = 1e8

func TestRealisedRate(t *testing.T) {
	for _, c := range rateBounds {
		require.InDelta(t, manyEvents*c.p, realised(gap, c.p, manyEvents), c.bound, "p = %v", c.p)
	}
}

// Were the test above blind, it would accept the formula that suggests itself.
func TestRealisedRateTellsExponentialGaps(t *testing.T) {
	for _, c := range rateBounds[1:] {
		off := manyEvents*c.p - float64(realised(exponentialGap, c.p, manyEvents))
		require.Greater(t, off, c.bound, "p = %v", c.p)
		require.InDelta(t, c.p/2, off/manyEvents/c.p, c.p*c.p, "the shortfall is p/2, at p = %v", c.p)
	}
}

// freshBias returns the relative error of the Horvitz-Thompson count over cells
// of 10 events each, every one with a generator of its own.
func freshBias(p float64, first draw) float64 {
	const cells, events = 2_000_000, 10
	r, samples := sample.NewRate(p), 0
	for cell := range uint64(cells) {
		x := sample.NewXorshift(7, cell)
		for at := first(r, &x); at <= events; at += r.Gap(&x) {
			samples++
		}
	}
	return float64(samples)/p/(cells*events) - 1
}

func TestFreshCellsAreUnbiased(t *testing.T) {
	require.InDelta(t, 0, freshBias(.03, gap), .0064)
}

func TestFreshCellsTellFixedFirstGaps(t *testing.T) {
	mean := func(r *sample.Rate, _ *sample.Xorshift) uint64 { return uint64(math.Round(r.Weight())) }
	require.InDelta(t, -1, freshBias(.03, mean), .0064, "a first gap of 1/p misses all")
	always := func(*sample.Rate, *sample.Xorshift) uint64 { return 1 }
	require.InDelta(t, 3.23, freshBias(.03, always), .01+.0064*4, "always the first: one sample more")
}

// chiSquare returns Pearson's statistic of n gaps against the geometric
// distribution, over the gaps 1 to cut and one class for all that are longer, and
// the value that it exceeds by chance once in a million times.
func chiSquare(d draw, p float64, n, cut int) (statistic, limit float64) {
	r, x := sample.NewRate(p), sample.NewXorshift(3, 0)
	counts := make([]float64, cut+1)
	for range n {
		counts[min(d(r, &x), uint64(cut)+1)-1]++
	}
	beyond := 1.0
	for i, seen := range counts {
		want := beyond * p * float64(n)
		if i == cut {
			want = beyond * float64(n)
		}
		statistic += (seen - want) * (seen - want) / want
		beyond *= 1 - p
	}
	return statistic, chiSquareLimit(float64(cut))
}

// chiSquareLimit is Wilson and Hilferty's approximation at 4.75 standard deviations.
func chiSquareLimit(degrees float64) float64 {
	v := 2 / (9 * degrees)
	return degrees * math.Pow(1-v+4.75*math.Sqrt(v), 3)
}

var chiSquareCases = []struct {
	p   float64
	cut int
}{{.01, 60}, {.03, 60}, {.15, 40}, {.5, 12}, {.9, 4}}

const manyGaps = 2_000_000

func TestGapsAreGeometric(t *testing.T) {
	for _, c := range chiSquareCases {
		got, limit := chiSquare(gap, c.p, manyGaps, c.cut)
		require.Less(t, got, limit, "p = %v", c.p)
	}
}

func TestChiSquareTellsOtherGaps(t *testing.T) {
	for _, c := range chiSquareCases[1:3] {
		got, limit := chiSquare(exponentialGap, c.p, manyGaps, c.cut)
		require.Greater(t, got, limit, "exponential gaps, p = %v", c.p)
		got, limit = chiSquare(stepGap, c.p, manyGaps, c.cut)
		require.Greater(t, got, limit, "no interpolation, p = %v", c.p)
	}
}

// Gaps hardly depend on which logarithm is used.
func TestGapAgreesWithExactLogarithm(t *testing.T) {
	for _, c := range rateBounds {
		r, x, y := sample.NewRate(c.p), sample.NewXorshift(5, 0), sample.NewXorshift(5, 0)
		differ := 0
		for range 100_000 {
			g, want := r.Gap(&x), exactGap(r, &y)
			if g != want {
				differ++
			}
			require.InDelta(t, want, g, 1)
		}
		require.Less(t, differ, 40, "p = %v", c.p)
	}
}

func TestRateAtItsEnds(t *testing.T) {
	for _, c := range []struct{ p, rate, weight float64 }{
		{0, 0, math.Inf(1)}, {-1, 0, math.Inf(1)}, {math.NaN(), 0, math.Inf(1)}, {math.Inf(-1), 0, math.Inf(1)},
		{1, 1, 1}, {2, 1, 1}, {math.Inf(1), 1, 1},
		{.25, .25, 4}, {.03, .03, 1 / .03},
	} {
		r := sample.NewRate(c.p)
		require.Equal(t, c.rate, r.P(), "p = %v", c.p)
		require.Equal(t, c.weight, r.Weight(), "p = %v", c.p)
	}
}

func TestGapAtTheEndsOfRates(t *testing.T) {
	x := sample.NewXorshift(1, 1)
	for range 1000 {
		require.Equal(t, uint64(sample.Never), sample.NewRate(0).Gap(&x))
		require.Equal(t, uint64(sample.Never), sample.NewRate(math.NaN()).Gap(&x))
		require.Equal(t, uint64(1), sample.NewRate(1).Gap(&x))
		for _, p := range []float64{math.SmallestNonzeroFloat64, 1e-300, 1e-40} {
			require.Equal(t, uint64(sample.Never), sample.NewRate(p).Gap(&x), "p = %v", p)
		}
		require.Less(t, sample.NewRate(1-1e-16).Gap(&x), uint64(4))
		require.Less(t, sample.NewRate(1e-17).Gap(&x), uint64(1)<<62)
	}
}

// Gaps at rates that leave one sample in years are as long as they should be.
func TestGapAtTinyRates(t *testing.T) {
	for _, p := range []float64{1e-6, 1e-9, 1e-15} {
		r, x := sample.NewRate(p), sample.NewXorshift(1, 1)
		const n = 100_000
		mean := 0.0
		for range n {
			mean += float64(r.Gap(&x)) / n
		}
		require.InEpsilon(t, 1/p, mean, 5/math.Sqrt(n), "p = %v", p)
	}
}

func TestGapDoesNotAllocate(t *testing.T) {
	r, x := sample.NewRate(.03), sample.NewXorshift(1, 1)
	require.Zero(t, testing.AllocsPerRun(1000, func() { r.Gap(&x) }))
}
