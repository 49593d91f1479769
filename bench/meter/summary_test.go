package meter_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/meter"
)

func TestQuantile(t *testing.T) {
	sorted := []float64{1, 2, 4, 8}
	require.Equal(t, 3.0, meter.Quantile(sorted, 0.5))
	require.Equal(t, 1.0, meter.Quantile(sorted, 0))
	require.Equal(t, 8.0, meter.Quantile(sorted, 1))
	require.Equal(t, 1.75, meter.Quantile(sorted, 0.25))
	require.Equal(t, 5.0, meter.Quantile([]float64{5}, 0.975))
	require.True(t, math.IsNaN(meter.Quantile(nil, 0.5)))
}

// synthetic returns chunks of values whose median is centre, where a chunk's
// values share a deviation as large as their own.
func synthetic(rng *rand.Rand, chunks, size int, centre float64) [][]float64 {
	out := make([][]float64, chunks)
	for i := range out {
		shared := rng.NormFloat64()
		for range size {
			out[i] = append(out[i], centre+shared+rng.NormFloat64())
		}
	}
	return out
}

// An interval that took the pairs of a chunk for independent ones would cover
// the median in about four of five runs only.
func TestIntervalCoversTheMedian(t *testing.T) {
	const runs = 200
	rng := rand.New(rand.NewPCG(1, 2))
	covered := 0
	for i := range runs {
		low, high := meter.MedianInterval(synthetic(rng, 30, 4, 7), uint64(i))
		require.Less(t, low, high)
		if low <= 7 && 7 <= high {
			covered++
		}
	}
	share := float64(covered) / runs
	require.Greater(t, share, 0.90)
	require.Less(t, share, 0.99)
}

func TestIntervalShrinksWithTheRootOfChunks(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	width := func(chunks int) float64 {
		low, high := meter.MedianInterval(synthetic(rng, chunks, 4, 0), 1)
		return high - low
	}
	require.InDelta(t, 4, width(100)/width(1600), 1.5)
}

func TestIntervalTakesChunks(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	low, high := meter.MedianInterval(synthetic(rng, meter.MinChunks-1, 1000, 0), 1)
	require.True(t, math.IsNaN(low) && math.IsNaN(high))
	low, high = meter.MedianInterval(synthetic(rng, meter.MinChunks, 1, 0), 1)
	require.Less(t, low, high)
}

func TestTrimmedMean(t *testing.T) {
	values := make([]float64, 100)
	require.Zero(t, meter.TrimmedMean(values))
	// What happens in one pair of five counts for as much as it costs, nearly.
	for i := 80; i < 100; i++ {
		values[i] = 0.1
	}
	require.InDelta(t, 0.0167, meter.TrimmedMean(values), 1e-4)
	// An interruption does not count at all.
	values[99] = 50
	require.InDelta(t, 0.0167, meter.TrimmedMean(values), 1e-4)
	require.Equal(t, 2.0, meter.TrimmedMean([]float64{1, 3}))
	require.True(t, math.IsNaN(meter.TrimmedMean(nil)))
}

// Independent measurements, such as rounds, are chunks of one value each.
func ExampleMedianInterval() {
	rounds := [][]float64{{1.2}, {0.9}, {1.1}, {1.0}, {1.3}, {0.8}, {1.1}, {1.0}, {0.9}, {1.2}, {9.0}}
	low, high := meter.MedianInterval(rounds, 1)
	fmt.Printf("%.1f to %.1f\n", low, high)
	// Output: 0.9 to 1.2
}

func ExampleQuantile() {
	fmt.Println(meter.Quantile([]float64{1, 2, 4, 8}, 0.5))
	// Output: 3
}

// Independent values are each a chunk of their own.
func TestMedian(t *testing.T) {
	values := []float64{9, 1, 8, 2, 7, 3, 6, 4, 5, 10, 11}
	m, low, high := meter.Median(values, 1)
	require.Equal(t, 6., m)
	require.Less(t, low, m)
	require.Greater(t, high, m)
	require.Equal(t, 9., values[0], "they are left as they are")
	m, low, _ = meter.Median(values[:3], 1)
	require.Equal(t, 8., m)
	require.True(t, math.IsNaN(low), "of three")
	m, _, _ = meter.Median(nil, 1)
	require.True(t, math.IsNaN(m))
}
