package whitotel

import (
	"context"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// nativeScope is that of metrics which were not recorded through OpenTelemetry.
const nativeScope = "github.com/whitmetrics/whit"

// NewProducer returns a producer of the metrics in m, which were recorded through
// whit's own interface and stay their owner's: for any reader of a [MeterProvider] or of the
// SDK's, by sdkmetric.WithProducer. Counters become sums, distributions and timers
// exponential histograms, gauges gauges, and labels attributes. All is cumulative: for deltas
// hand it to [Deltas]. Each snapshot waits for m's collector; no recorder waits for it.
func NewProducer(m *whit.Metrics) sdk.Producer {
	return native{m}
}

type native struct{ metrics *whit.Metrics }

func (n native) Produce(ctx context.Context) ([]metricdata.ScopeMetrics, error) {
	s, err := fresh(ctx, n.metrics)
	if err != nil {
		return nil, err
	}
	all := nativeMetrics(s)
	if all == nil {
		return nil, nil
	}
	return []metricdata.ScopeMetrics{{Scope: instrumentation.Scope{Name: nativeScope}, Metrics: all}}, nil
}

// nativeMetrics returns the metrics in order of registration, each with all its series.
func nativeMetrics(s *aggregate.Snapshot) (all []metricdata.Metrics) {
	series := make(map[string][]*aggregate.Total)
	for i := range s.Totals {
		t := &s.Totals[i]
		if !t.Start.After(s.At) { // or it comes next time
			series[t.Name] = append(series[t.Name], t)
		}
	}
	for i := range s.Totals {
		t := &s.Totals[i]
		if all := series[t.Name]; all == nil || all[0] != t {
			continue
		}
		if data := nativeData(s.At, t.Kind, series[t.Name]); data != nil {
			all = append(all, metricdata.Metrics{
				Name: t.Name, Description: valid(t.Help), Unit: nativeUnit(t.Unit), Data: data,
			})
		}
	}
	return all
}

// nativeUnit returns the unit as OpenTelemetry has it, by the Unified Code for Units of
// Measure, where whit has another name for it.
func nativeUnit(unit string) string {
	switch unit {
	case "seconds":
		return "s"
	case "bytes":
		return "By"
	}
	return valid(unit)
}

// nativeData returns what the series of a metric have come to; nil if nothing is known.
func nativeData(at time.Time, kind aggregate.Kind, series []*aggregate.Total) metricdata.Aggregation {
	switch kind {
	case aggregate.Counter:
		return metricdata.Sum[int64]{
			DataPoints:  nativePoints(at, series, func(t *aggregate.Total) int64 { return int64(t.Count) }),
			Temporality: metricdata.CumulativeTemporality,
			IsMonotonic: true,
		}
	case aggregate.Gauge:
		return metricdata.Gauge[float64]{
			DataPoints: nativePoints(at, series, func(t *aggregate.Total) float64 { return t.Value }),
		}
	}
	var points []metricdata.ExponentialHistogramDataPoint[float64]
	for _, t := range series {
		if p, ok := exponential[float64](t, labelSet(t.Labels), t.Start, at); ok {
			points = append(points, p)
		}
	}
	if points == nil {
		return nil
	}
	return metricdata.ExponentialHistogram[float64]{DataPoints: points, Temporality: metricdata.CumulativeTemporality}
}

func nativePoints[N int64 | float64](at time.Time, series []*aggregate.Total, value func(*aggregate.Total) N) []metricdata.DataPoint[N] {
	points := make([]metricdata.DataPoint[N], len(series))
	for i, t := range series {
		points[i] = metricdata.DataPoint[N]{Attributes: labelSet(t.Labels), StartTime: t.Start, Time: at, Value: value(t)}
	}
	return points
}

// labelSet returns the labels as attributes.
func labelSet(labels []aggregate.Label) attribute.Set {
	all := make([]attribute.KeyValue, len(labels))
	for i, l := range labels {
		all[i] = attribute.String(valid(l.Name), labelText(l.Value))
	}
	return attribute.NewSet(all...)
}

// labelText returns a value with bytes that are not UTF-8 as \xff and the like, so that
// values that differ stay apart.
func labelText(value string) string {
	if utf8.ValidString(value) {
		return value
	}
	quoted := strconv.Quote(value)
	return quoted[1 : len(quoted)-1]
}
