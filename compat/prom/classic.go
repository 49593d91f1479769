package prom

import (
	"fmt"
	"math"
	"slices"
	"sort"

	dto "github.com/prometheus/client_model/go"
	"github.com/whitmetrics/whit/aggregate"
)

// checkBounds returns the bounds without a last one of +Inf, which is implied. It
// panics if they do not ascend.
func checkBounds(bounds []float64) []float64 {
	bounds = slices.Clone(bounds)
	for i, b := range bounds {
		if math.IsNaN(b) || i > 0 && b <= bounds[i-1] {
			panic(fmt.Sprintf("prom: classic buckets %v: bound %d is %v: want numbers in ascending order", bounds, i, b))
		}
	}
	if n := len(bounds); n > 0 && math.IsInf(bounds[n-1], 1) {
		bounds = bounds[:n-1]
	}
	return bounds
}

// edge is how many values lie below some value: those of the exponential buckets that
// begin below it.
type edge struct {
	low   float64 // where the last of these buckets begins; it belongs to the bucket before
	count uint64  // of all of them
}

// classicBuckets returns the cumulative counts up to bounds. A bound lies in one of
// the exponential buckets, which counts as a whole: up to 2.2 % more than the bound is
// taken for as much, so that values that are equal to a bound are below it, as they
// have to be.
func classicBuckets(b *aggregate.Buckets, bounds []float64) []*dto.Bucket {
	if len(bounds) == 0 {
		return nil
	}
	edges := edgesOf(b)
	buckets := make([]*dto.Bucket, len(bounds), len(bounds)+1)
	for i, bound := range bounds {
		n := uint64(0)
		if k := sort.Search(len(edges), func(k int) bool { return edges[k].low >= bound }); k > 0 {
			n = edges[k-1].count
		}
		buckets[i] = &dto.Bucket{UpperBound: &bounds[i], CumulativeCount: &n}
	}
	return buckets
}

// edgesOf returns where the exponential buckets begin, in ascending order.
func edgesOf(b *aggregate.Buckets) []edge {
	edges := make([]edge, 0, len(b.Negative.Counts)+1+len(b.Positive.Counts))
	n := uint64(0)
	add := func(low float64, count uint64) {
		n += count
		edges = append(edges, edge{low, n})
	}
	for i := len(b.Negative.Counts) - 1; i >= 0; i-- {
		// The end that is farther from 0 belongs to this bucket.
		add(math.Nextafter(-bucketStart(b.Negative.Offset+i+1), math.Inf(-1)), b.Negative.Counts[i])
	}
	add(-math.SmallestNonzeroFloat64, b.ZeroCount)
	for i, count := range b.Positive.Counts {
		add(bucketStart(b.Positive.Offset+i), count)
	}
	return edges
}

// bucketStart returns where bucket i begins: the powers of two exactly.
func bucketStart(i int) float64 { return math.Exp2(float64(i) / (1 << aggregate.Scale)) }
