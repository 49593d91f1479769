package workload_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/workload"
)

func TestResolution(t *testing.T) {
	for ns := 1.0; ns < 1e12; ns *= 1.01 {
		var h workload.Histogram
		d := time.Duration(ns)
		h.Add(d)
		require.InEpsilon(t, d, h.Quantile(0.5), 0.004, d)
	}
}

func TestExtremes(t *testing.T) {
	var h workload.Histogram
	require.Zero(t, h.Quantile(0.5))
	h.Add(-1)
	require.Zero(t, h.Quantile(1))
	h.Add(math.MaxInt64)
	require.InEpsilon(t, 18*time.Minute, h.Quantile(1), 0.03)
	require.EqualValues(t, 2, h.Total())
}

func TestQuantilesOfMerged(t *testing.T) {
	var all, other workload.Histogram
	for i := 1; i <= 1000; i++ {
		h := &all
		if i%3 == 0 {
			h = &other
		}
		h.Add(time.Duration(i) * time.Microsecond)
	}
	all.Merge(&other)
	all.Merge(nil)
	require.EqualValues(t, 1000, all.Total())
	for _, q := range []float64{0.01, 0.5, 0.99, 1} {
		require.InEpsilon(t, q*1e6, all.Quantile(q), 0.005, q)
	}
}

func ExampleHistogram() {
	var h workload.Histogram
	for range 99 {
		h.Add(20 * time.Microsecond)
	}
	h.Add(3 * time.Millisecond)
	fmt.Println(h.Quantile(0.5).Round(time.Microsecond), h.Quantile(1).Round(100*time.Microsecond))
	// Output: 20µs 3ms
}
