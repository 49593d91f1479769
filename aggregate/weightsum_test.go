package aggregate_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/sample"
)

func ExampleWeightSum() {
	var s aggregate.WeightSum
	for range 30 {
		s.Add(1 / .03)
	}
	e := s.Estimate()
	fmt.Printf("%.0f events, %.0f to %.0f\n", e.Value, e.Low, e.High)
	// Output: 1000 events, 679 to 1421
}

func TestWeightSumWithoutSampling(t *testing.T) {
	var s aggregate.WeightSum
	require.True(t, math.IsNaN(s.Estimate().High), "not 0 ± 0")
	for range 5 {
		s.Add(1)
	}
	require.Equal(t, aggregate.Estimate{Value: 5, Low: 5, High: 5}, s.Estimate())
}

// The bands are ESTIMATORS.md's.
func TestClientIntervalsHold(t *testing.T) {
	for _, c := range []struct {
		n         int
		p         float64
		low, high float64
	}{
		{1000, .03, .943, .9735},
		{10000, .01, .939, .971},
	} {
		rate, x := sample.NewRate(c.p), sample.NewXorshift(5, 0)
		covered, normal := 0., 0.
		const trials = 4000
		for range trials {
			var s aggregate.WeightSum
			for at := rate.Gap(&x); at <= uint64(c.n); at += rate.Gap(&x) {
				s.Add(rate.Weight())
			}
			e := s.Estimate()
			if e.Low <= float64(c.n) && float64(c.n) <= e.High {
				covered++
			}
			if math.Abs(e.Value-float64(c.n)) <= 1.96*e.StdErr {
				normal++
			}
		}
		t.Logf("n = %d, p = %v: coverage %.4f, of the plain normal interval %.4f", c.n, c.p, covered/trials, normal/trials)
		require.GreaterOrEqual(t, covered/trials, c.low)
		require.LessOrEqual(t, covered/trials, c.high)
	}
}
