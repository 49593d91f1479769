package whitotel

import (
	"context"
	"math"
	"time"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/embedded"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// histogram is what a series of a histogram records in.
type histogram struct {
	values *whit.Distribution
	at     place
}

type histograms[N int64 | float64] struct{ *family[histogram] }

func newHistograms[N int64 | float64](m *meter, s stream) histograms[N] {
	return histograms[N]{newFamily(m, s, func(h *histogram) {
		h.values, h.at = register(m.registry, m.registry.metrics.Distribution)
	})}
}

func (h histograms[N]) metrics(s *aggregate.Snapshot) metricdata.Metrics {
	var points []metricdata.ExponentialHistogramDataPoint[N]
	for _, series := range h.until(s.At) {
		t, ok := series.backing.at.in(s)
		if !ok {
			continue
		}
		if p, ok := exponential[N](t, series.set, series.start, s.At); ok {
			p.Exemplars = exemplarsOf[N](series, s.At)
			points = append(points, p)
		}
	}
	if points == nil {
		return h.identity.metrics(nil)
	}
	return h.identity.metrics(metricdata.ExponentialHistogram[N]{
		DataPoints: points, Temporality: metricdata.CumulativeTemporality,
	})
}

// exponential returns the distribution of t's values, and whether any are known. Its
// count is that of the buckets, as the protocol demands: it lags behind t.Count by the
// events after the last sample.
func exponential[N int64 | float64](t *aggregate.Total, set attribute.Set, start, at time.Time) (p metricdata.ExponentialHistogramDataPoint[N], ok bool) {
	b := t.Buckets()
	if b.Count == 0 {
		return p, false
	}
	return metricdata.ExponentialHistogramDataPoint[N]{
		Attributes: set, StartTime: start, Time: at,
		Count: b.Count, Sum: nearest[N](t.Sum.Value),
		Min: metricdata.NewExtrema(nearest[N](t.Min)), Max: metricdata.NewExtrema(nearest[N](t.Max)),
		Scale: int32(b.Scale), ZeroCount: b.ZeroCount,
		PositiveBucket: exponentialRange(b.Positive), NegativeBucket: exponentialRange(b.Negative),
	}, true
}

func exponentialRange(r aggregate.BucketRange) metricdata.ExponentialBucket {
	return metricdata.ExponentialBucket{Offset: int32(r.Offset), Counts: r.Counts}
}

// nearest returns the N that is nearest to v.
func nearest[N int64 | float64](v float64) N {
	var n N
	if _, ok := any(n).(float64); ok {
		return N(v)
	}
	switch v = math.RoundToEven(v); {
	case v >= math.MaxInt64:
		return N(int64(math.MaxInt64))
	case v <= math.MinInt64:
		return N(int64(math.MinInt64))
	}
	return N(v)
}

type int64Histogram struct {
	embedded.Int64Histogram
	histograms[int64]
}

// Record records v, as a float64: above 2^53 it is rounded.
func (h *int64Histogram) Record(ctx context.Context, v int64, options ...metric.RecordOption) {
	if h.exemplify != nil {
		noteRecord(ctx, h.family, v, options)
	}
	h.toRecord(options).backing.values.Record(float64(v))
}

type float64Histogram struct {
	embedded.Float64Histogram
	histograms[float64]
}

// Record records v. NaN and infinities are left out, as in the SDK's exponential
// histograms.
func (h *float64Histogram) Record(ctx context.Context, v float64, options ...metric.RecordOption) {
	if h.exemplify != nil {
		noteRecord(ctx, h.family, v, options)
	}
	h.toRecord(options).backing.values.Record(v)
}
