package sample_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/sample"
)

// worstError returns the largest distance of a logarithm from math.Log.
func worstError(log func(uint64) float64) (worst float64) {
	x := sample.NewXorshift(11, 0)
	check := func(bits uint64) { worst = max(worst, math.Abs(log(bits)-math.Log(uniform(bits)))) }
	for range 300_000 {
		check(x.Uint64())
	}
	for shift := range 64 { // small u, and both sides of every power of two
		check(1 << shift)
		check(1<<shift - 1)
		check(x.Uint64() >> shift)
		check(^uint64(0) << shift)
	}
	return worst
}

func TestLogarithm(t *testing.T) {
	require.Less(t, worstError(sample.LogUniform), 2e-6)
}

func TestLogarithmNeedsInterpolation(t *testing.T) {
	require.Greater(t, worstError(stepLog), 1e-3)
}

// A logarithm above zero would be a gap below one.
func TestLogarithmIsBelowZero(t *testing.T) {
	for i := range uint64(1 << 16) {
		require.Less(t, sample.LogUniform(math.MaxUint64-i<<11), 0.0)
	}
	require.InDelta(t, -54*math.Ln2, sample.LogUniform(0), 1e-12)
}
