package subject

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// openTelemetry is go.opentelemetry.io/otel/sdk/metric, read by a ManualReader.
func openTelemetry() []Subject {
	const name = "otel"
	return []Subject{
		{Library: name, Call: "Int64Counter.Add", Family: Count, Role: Peer, Shared: true, Open: openOtelCounter},
		{Library: name, Call: "Add with an attribute set", Family: Kept, Role: Peer, Shared: true, Open: openOtelSet, Note: "set and option made beforehand"},
		{Library: name, Call: "Add with attributes", Family: Labelled, Role: Peer, Shared: true, Open: openOtelAttributes},
		{Library: name, Call: "Float64Histogram.Record", Family: Value, Role: Peer, Shared: true, Open: openOtelRecord(nil), Note: "15 buckets"},
		{Library: name, Call: "exponential Float64Histogram.Record", Family: Value, Role: Peer, Shared: true, Open: openOtelRecord(exponential)},
		{Library: name, Call: "Now, Since, Float64Histogram", Family: Timing, Role: Peer, Shared: true, Open: openOtelSince},
	}
}

var exponential = sdk.AggregationBase2ExponentialHistogram{MaxSize: 160, MaxScale: 20}

var background = context.Background()

func openOtelCounter() (*Instance, error) {
	m, i := newOtel(nil)
	c, err := m.Int64Counter("requests")
	i.Run = func(w Work, n int) {
		for range w.Times(n) {
			c.Add(background, 1)
		}
	}
	return i, err
}

func pair(k int) []attribute.KeyValue {
	return []attribute.KeyValue{attribute.String("method", methods[k]), attribute.String("route", routes[k])}
}

func openOtelSet() (*Instance, error) {
	m, i := newOtel(nil)
	c, err := m.Int64Counter("requests")
	set := []metric.AddOption{metric.WithAttributeSet(attribute.NewSet(pair(0)...))}
	i.Run = func(w Work, n int) {
		for range w.Times(n) {
			c.Add(background, 1, set...)
		}
	}
	return i, err
}

func openOtelAttributes() (*Instance, error) {
	m, i := newOtel(nil)
	c, err := m.Int64Counter("requests")
	i.Run = func(w Work, n int) {
		for k := range w.Times(n) {
			c.Add(background, 1, metric.WithAttributes(
				attribute.String("method", methods[k%combinations]), attribute.String("route", routes[k%combinations])))
		}
	}
	return i, err
}

func openOtelRecord(a sdk.Aggregation) func() (*Instance, error) {
	return func() (*Instance, error) {
		m, i := newOtel(a)
		h, err := m.Float64Histogram("bytes")
		i.Run = func(w Work, n int) {
			for k := range w.Times(n) {
				h.Record(background, size(k))
			}
		}
		return i, err
	}
}

func openOtelSince() (*Instance, error) {
	m, i := newOtel(nil)
	h, err := m.Float64Histogram("took")
	i.Run = func(w Work, n int) {
		for range w.Times(n) {
			start := time.Now()
			h.Record(background, time.Since(start).Seconds())
		}
	}
	return i, err
}

// newOtel returns a meter whose histograms are aggregated by a, if it is not nil.
func newOtel(a sdk.Aggregation) (metric.Meter, *Instance) {
	reader := sdk.NewManualReader()
	options := []sdk.Option{sdk.WithReader(reader)}
	if a != nil {
		options = append(options, sdk.WithView(sdk.NewView(sdk.Instrument{Name: "*"}, sdk.Stream{Aggregation: a})))
	}
	provider := sdk.NewMeterProvider(options...)
	return provider.Meter("peers"), &Instance{
		Read: func(ctx context.Context) (float64, error) {
			var all metricdata.ResourceMetrics
			if err := reader.Collect(ctx, &all); err != nil {
				return 0, err
			}
			sum, found := collected(all)
			return only("otel", sum, found)
		},
		Close: func() error { return provider.Shutdown(background) },
	}
}

func collected(all metricdata.ResourceMetrics) (sum float64, found bool) {
	for _, scope := range all.ScopeMetrics {
		for _, m := range scope.Metrics {
			found = true
			switch d := m.Data.(type) {
			case metricdata.Sum[int64]:
				for _, p := range d.DataPoints {
					sum += float64(p.Value)
				}
			case metricdata.Histogram[float64]:
				for _, p := range d.DataPoints {
					sum += float64(p.Count)
				}
			case metricdata.ExponentialHistogram[float64]:
				for _, p := range d.DataPoints {
					sum += float64(p.Count)
				}
			}
		}
	}
	return sum, found
}
