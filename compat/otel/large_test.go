package whitotel_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// Sums of doubles go on where an int64 would wrap.
func TestLargeSums(t *testing.T) {
	p := start(t)
	sent, err := p.Meter("m").Float64Counter("sent")
	require.NoError(t, err)
	balance, err := p.Meter("m").Float64UpDownCounter("balance")
	require.NoError(t, err)
	before := 0.
	for _, amount := range []float64{1 << 40, 1 << 53, 1 << 60, 1e30} {
		for range 40 {
			sent.Add(ctx, amount)
			balance.Add(ctx, -amount)
		}
		now := points[float64](t, p.metric(t, "sent").Data)[bare]
		require.InEpsilon(t, before+40*amount, now, 1e-12)
		before = now
		require.InEpsilon(t, -now, points[float64](t, p.metric(t, "balance").Data)[bare], 1e-12)
	}
	whole, err := p.Meter("m").Float64Counter("whole")
	require.NoError(t, err)
	for range 9 << 20 { // comes to more than an int64 holds
		whole.Add(ctx, 1<<40)
	}
	require.InEpsilon(t, float64(9<<20)*(1<<40), points[float64](t, p.metric(t, "whole").Data)[bare], 1e-12)
	exact, err := p.Meter("m").Int64Counter("exact")
	require.NoError(t, err)
	exact.Add(ctx, math.MaxInt64)
	require.EqualValues(t, int64(math.MaxInt64), points[int64](t, p.metric(t, "exact").Data)[bare])
}

// Metrics that somebody registers underneath move nothing.
func TestMetricsUnderneath(t *testing.T) {
	p := start(t)
	first, err := p.Meter("m").Float64Histogram("first")
	require.NoError(t, err)
	first.Record(ctx, 1)
	p.Whit().Distribution("mine").Record(42)
	second, err := p.Meter("m").Float64Histogram("second")
	require.NoError(t, err)
	second.Record(ctx, 2)
	second.Record(ctx, 2)
	for name, want := range map[string][2]float64{"first": {1, 1}, "second": {2, 4}} {
		data := p.metric(t, name).Data.(metricdata.ExponentialHistogram[float64]).DataPoints
		require.Len(t, data, 1)
		require.EqualValues(t, want[0], data[0].Count, name)
		require.InDelta(t, want[1], data[0].Sum, 1e-9, name)
	}
}
