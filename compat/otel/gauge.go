package whitotel

import (
	"context"
	"sync/atomic"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/embedded"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// float64Gauge keeps the last value in a whit gauge.
type float64Gauge struct {
	embedded.Float64Gauge
	*family[lastFloat]
}

type lastFloat struct {
	gauge *whit.Gauge
	at    place
}

func newFloat64Gauge(m *meter, s stream) *float64Gauge {
	return &float64Gauge{family: newFamily(m, s, func(l *lastFloat) {
		l.gauge, l.at = register(m.registry, m.registry.metrics.Gauge)
	})}
}

// Record makes v the value. NaN and infinities are refused.
func (g *float64Gauge) Record(ctx context.Context, v float64, options ...metric.RecordOption) {
	if g.exemplify != nil {
		noteRecord(ctx, g.family, v, options)
	}
	g.toRecord(options).backing.gauge.Set(v)
}

func (g *float64Gauge) metrics(s *aggregate.Snapshot) metricdata.Metrics {
	return gaugeMetrics(g.family, s, func(l *lastFloat) (float64, bool) {
		t, ok := l.at.in(s)
		if !ok || t.Count == 0 {
			return 0, false
		}
		return t.Value, true
	})
}

// int64Gauge keeps the last value itself: whit's gauge is a float64, which would round
// what is above 2^53, such as a time in nanoseconds.
type int64Gauge struct {
	embedded.Int64Gauge
	*family[lastInt]
}

type lastInt struct {
	value atomic.Int64
	known atomic.Bool
}

func newInt64Gauge(m *meter, s stream) *int64Gauge {
	return &int64Gauge{family: newFamily(m, s, func(*lastInt) {})}
}

// Record makes v the value.
func (g *int64Gauge) Record(ctx context.Context, v int64, options ...metric.RecordOption) {
	if g.exemplify != nil {
		noteRecord(ctx, g.family, v, options)
	}
	s := g.toRecord(options)
	l := &s.backing
	l.value.Store(v)
	if !l.known.Load() {
		l.known.Store(true)
	}
}

func (g *int64Gauge) metrics(s *aggregate.Snapshot) metricdata.Metrics {
	return gaugeMetrics(g.family, s, func(l *lastInt) (int64, bool) {
		known := l.known.Load() // first: the value is stored before it
		return l.value.Load(), known
	})
}

// gaugeMetrics returns the gauge of the values that read knows of.
func gaugeMetrics[B any, N int64 | float64](f *family[B], s *aggregate.Snapshot, read func(*B) (N, bool)) metricdata.Metrics {
	var points []metricdata.DataPoint[N]
	for _, series := range f.until(s.At) {
		if v, ok := read(&series.backing); ok {
			points = append(points, metricdata.DataPoint[N]{
				Attributes: series.set, StartTime: series.start, Time: s.At, Value: v,
				Exemplars: exemplarsOf[N](series, s.At),
			})
		}
	}
	if points == nil {
		return f.identity.metrics(nil)
	}
	return f.identity.metrics(metricdata.Gauge[N]{DataPoints: points})
}
