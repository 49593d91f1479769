package e2e_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

// bucketSum returns how many values the buckets have.
func bucketSum(p pmetric.ExponentialHistogramDataPoint) uint64 {
	n := p.ZeroCount()
	for _, b := range []pmetric.ExponentialHistogramDataPointBuckets{p.Positive(), p.Negative()} {
		for _, c := range b.BucketCounts().All() {
			n += c
		}
	}
	return n
}

// quantile returns the middle of the bucket that has the q-quantile. All values are
// positive.
func quantile(p pmetric.ExponentialHistogramDataPoint, q float64) float64 {
	n, rank := uint64(0), uint64(q*float64(p.Count()))
	for i, c := range p.Positive().BucketCounts().All() {
		if n += c; n > rank {
			index := float64(p.Positive().Offset()) + float64(i)
			return math.Exp2((index + .5) / math.Exp2(float64(p.Scale())))
		}
	}
	return math.NaN()
}

func mean(values []float64) float64 {
	sum := 0.
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

// requireGrown holds a histogram against what it was an export earlier.
func requireGrown(t *testing.T, before, after pmetric.ExponentialHistogramDataPoint) {
	t.Helper()
	require.Equal(t, before.StartTimestamp(), after.StartTimestamp())
	require.GreaterOrEqual(t, after.Count(), before.Count())
	require.GreaterOrEqual(t, after.Sum(), before.Sum())
	require.GreaterOrEqual(t, after.Max(), before.Max())
	require.LessOrEqual(t, after.Min(), before.Min())
	require.EqualValues(t, bucketSum(after), after.Count())
	for i, n := range before.Positive().BucketCounts().All() {
		index := int(before.Positive().Offset()) + i - int(after.Positive().Offset())
		require.GreaterOrEqual(t, after.Positive().BucketCounts().At(index), n)
	}
}
