package whitotel

import (
	"context"

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
// exponential histograms, gauges gauges, and labels attributes. Each snapshot waits for
// m's collector; no recorder waits for it.
func NewProducer(m *whit.Metrics) sdk.Producer { return native{m} }

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

func nativeMetrics(s *aggregate.Snapshot) (all []metricdata.Metrics) {
	for i := range s.Totals {
		t := &s.Totals[i]
		if data := nativeData(s, t); data != nil {
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

// nativeData returns what t has come to since the start; nil if nothing is known.
func nativeData(s *aggregate.Snapshot, t *aggregate.Total) metricdata.Aggregation {
	start := s.At.Add(-s.Uptime)
	set := *attribute.EmptySet()
	switch t.Kind {
	case aggregate.Counter:
		return metricdata.Sum[int64]{
			DataPoints:  []metricdata.DataPoint[int64]{{Attributes: set, StartTime: start, Time: s.At, Value: int64(t.Count)}},
			Temporality: metricdata.CumulativeTemporality,
			IsMonotonic: true,
		}
	case aggregate.Gauge:
		return metricdata.Gauge[float64]{
			DataPoints: []metricdata.DataPoint[float64]{{Attributes: set, StartTime: start, Time: s.At, Value: t.Value}},
		}
	}
	p, ok := exponential[float64](t, set, start, s.At)
	if !ok {
		return nil
	}
	return metricdata.ExponentialHistogram[float64]{
		DataPoints:  []metricdata.ExponentialHistogramDataPoint[float64]{p},
		Temporality: metricdata.CumulativeTemporality,
	}
}
