package meter

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

const (
	resamples = 1000
	// From fewer chunks than this a bootstrap gives intervals that are
	// plainly too narrow.
	minChunks = 10
)

// MedianInterval returns the 95 % percentile-bootstrap interval of the median of
// all values. It resamples whole chunks, because values of one chunk met the same
// noise and are not independent; values that are independent are each a chunk of
// their own. With fewer than ten chunks both bounds are NaN. The same seed gives
// the same interval.
//
// The values are sorted once; a resample is then a count per chunk and one walk
// along the sorted values, so the cost is resamples × values steps and no
// sorting.
func MedianInterval(chunks [][]float64, seed uint64) (low, high float64) {
	if len(chunks) < minChunks {
		return math.NaN(), math.NaN()
	}
	values := flatten(chunks)
	rng := rand.New(rand.NewPCG(seed, 1))
	medians := make([]float64, resamples)
	for i := range medians {
		medians[i] = resampledMedian(chunks, values, rng)
	}
	slices.Sort(medians)
	return Quantile(medians, 0.025), Quantile(medians, 0.975)
}

// Median returns the median of independent values, and its [MedianInterval]. All are NaN
// if there are no values.
func Median(values []float64, seed uint64) (median, low, high float64) {
	if len(values) == 0 {
		return math.NaN(), math.NaN(), math.NaN()
	}
	chunks := make([][]float64, len(values))
	for i := range values {
		chunks[i] = values[i : i+1]
	}
	low, high = MedianInterval(chunks, seed)
	return Quantile(slices.Sorted(slices.Values(values)), 0.5), low, high
}

type member struct {
	value float64
	chunk int
}

// flatten returns all values in ascending order.
func flatten(chunks [][]float64) []member {
	var values []member
	for i, c := range chunks {
		for _, v := range c {
			values = append(values, member{v, i})
		}
	}
	slices.SortFunc(values, func(a, b member) int { return cmp.Compare(a.value, b.value) })
	return values
}

func resampledMedian(chunks [][]float64, values []member, rng *rand.Rand) float64 {
	times := make([]int, len(chunks)) // that a chunk was drawn
	total := 0
	for range chunks {
		i := rng.IntN(len(chunks))
		times[i]++
		total += len(chunks[i])
	}
	passed := 0
	for _, v := range values {
		if passed += times[v.chunk]; 2*passed >= total {
			return v.value
		}
	}
	panic("meter: the resample is empty")
}
