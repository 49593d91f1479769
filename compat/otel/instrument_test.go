package whitotel_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

var (
	get  = metric.WithAttributes(attribute.String("method", "GET"))
	post = metric.WithAttributeSet(set(attribute.String("method", "POST")))
)

const (
	bare    = `{}`
	getSet  = `{"method":"GET"}`
	postSet = `{"method":"POST"}`
)

func TestInt64Counter(t *testing.T) {
	p := start(t)
	c, err := p.Meter("m").Int64Counter("c", metric.WithDescription("What."), metric.WithUnit("By"))
	require.NoError(t, err)
	faults := handled(t)
	c.Add(ctx, 3)
	c.Add(ctx, 1, get)
	c.Add(ctx, 1<<60, post)
	c.Add(ctx, -4, post)
	c.Add(ctx, -5, get)
	c.Add(ctx, 5, get)
	require.True(t, c.Enabled(ctx))
	m := p.metric(t, "c")
	require.Equal(t, "What.", m.Description)
	require.Equal(t, "By", m.Unit)
	sum := m.Data.(metricdata.Sum[int64])
	require.True(t, sum.IsMonotonic)
	require.Equal(t, metricdata.CumulativeTemporality, sum.Temporality)
	require.Equal(t, map[string]int64{bare: 3, getSet: 6, postSet: 1 << 60}, points[int64](t, m.Data))
	require.Equal(t, []string{`whitotel: int64 Counter "c" of unit "By" ("What."): -4 refused, as all such amounts will be: want 0 or more`}, faults.take())
}

func TestFloat64Counter(t *testing.T) {
	p := start(t)
	c, err := p.Meter("m").Float64Counter("c")
	require.NoError(t, err)
	faults := handled(t)
	for range 1000 {
		c.Add(ctx, 1)
		c.Add(ctx, 0.125, get)
		c.Add(ctx, 2.5, get)
	}
	c.Add(ctx, 1e300, post)
	for _, v := range []float64{-1, math.NaN(), math.Inf(1), math.Inf(-1)} {
		c.Add(ctx, v, post)
	}
	data := p.metric(t, "c").Data
	require.True(t, data.(metricdata.Sum[float64]).IsMonotonic)
	require.Equal(t, map[string]float64{bare: 1000, getSet: 2625, postSet: 1e300}, points[float64](t, data))
	require.Len(t, faults.take(), 1)
}

func TestUpDownCounters(t *testing.T) {
	p := start(t)
	whole, err := p.Meter("m").Int64UpDownCounter("whole")
	require.NoError(t, err)
	broken, err := p.Meter("m").Float64UpDownCounter("broken")
	require.NoError(t, err)
	faults := handled(t)
	whole.Add(ctx, 5)
	whole.Add(ctx, -7)
	whole.Add(ctx, math.MinInt64, get)
	whole.Add(ctx, math.MaxInt64, post)
	broken.Add(ctx, 5.25)
	broken.Add(ctx, -7.75)
	broken.Add(ctx, -1e200, get)
	broken.Add(ctx, -3, post)
	broken.Add(ctx, math.NaN(), post)
	data := p.metric(t, "whole").Data
	require.False(t, data.(metricdata.Sum[int64]).IsMonotonic)
	require.Equal(t, map[string]int64{bare: -2, getSet: math.MinInt64, postSet: math.MaxInt64}, points[int64](t, data))
	data = p.metric(t, "broken").Data
	require.False(t, data.(metricdata.Sum[float64]).IsMonotonic)
	require.Equal(t, map[string]float64{bare: -2.5, getSet: -1e200, postSet: -3}, points[float64](t, data))
	require.Len(t, faults.take(), 1)
}

func TestGauges(t *testing.T) {
	p := start(t)
	whole, err := p.Meter("m").Int64Gauge("whole")
	require.NoError(t, err)
	broken, err := p.Meter("m").Float64Gauge("broken")
	require.NoError(t, err)
	const precise = 1<<60 + 1
	for _, v := range []int64{7, precise} {
		whole.Record(ctx, v)
		broken.Record(ctx, float64(v)/4, get)
	}
	broken.Record(ctx, math.Inf(1), get)
	broken.Record(ctx, math.NaN(), post) // a series, and no value
	require.Equal(t, map[string]int64{bare: precise}, points[int64](t, p.metric(t, "whole").Data))
	require.Equal(t, map[string]float64{getSet: 1 << 58}, points[float64](t, p.metric(t, "broken").Data))
}

func TestHistograms(t *testing.T) {
	p := start(t)
	whole, err := p.Meter("m").Int64Histogram("whole")
	require.NoError(t, err)
	broken, err := p.Meter("m").Float64Histogram("broken", metric.WithExplicitBucketBoundaries(1, 2))
	require.NoError(t, err)
	for v := range int64(100) {
		whole.Record(ctx, v-10, get)
		broken.Record(ctx, float64(v)/8)
	}
	broken.Record(ctx, math.NaN())
	wholes := p.metric(t, "whole").Data.(metricdata.ExponentialHistogram[int64])
	require.Equal(t, metricdata.CumulativeTemporality, wholes.Temporality)
	require.Len(t, wholes.DataPoints, 1)
	w := wholes.DataPoints[0]
	require.Equal(t, getSet, w.Attributes.String())
	require.EqualValues(t, 100, w.Count)
	require.EqualValues(t, 3950, w.Sum)
	require.Equal(t, metricdata.NewExtrema[int64](-10), w.Min)
	require.Equal(t, metricdata.NewExtrema[int64](89), w.Max)
	require.EqualValues(t, 5, w.Scale)
	require.EqualValues(t, 1, w.ZeroCount)
	require.EqualValues(t, 89, sumOf(w.PositiveBucket.Counts))
	require.EqualValues(t, 10, sumOf(w.NegativeBucket.Counts))
	require.EqualValues(t, -1, w.NegativeBucket.Offset) // 1 ends the bucket below 0

	b := p.metric(t, "broken").Data.(metricdata.ExponentialHistogram[float64]).DataPoints[0]
	require.EqualValues(t, 100, b.Count)
	require.InDelta(t, 4950./8, b.Sum, 1e-9)
	require.EqualValues(t, -3*32-1, b.PositiveBucket.Offset) // of 1/8
	require.EqualValues(t, 1, b.PositiveBucket.Counts[0])
}

func sumOf(counts []uint64) (n uint64) {
	for _, c := range counts {
		n += c
	}
	return n
}

// What is not sampled yet is in no histogram; it has no point rather than an empty one.
func TestNoPointWithoutFigures(t *testing.T) {
	p := start(t)
	h, err := p.Meter("m").Float64Histogram("h")
	require.NoError(t, err)
	h.Record(ctx, math.Inf(1))
	_, err = p.Meter("m").Int64Counter("unused")
	require.NoError(t, err)
	require.Empty(t, p.collect(t))
}
