package whitotel

import (
	"sync"

	"github.com/whitmetrics/whit/aggregate"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// meter makes the instruments of one scope: the synchronous ones itself, all others
// through the SDK's meter of the same scope.
type meter struct {
	metric.Meter // the SDK's

	scope    instrumentation.Scope
	registry *registry
	limit    int // of the series of an instrument

	mu      sync.Mutex
	byID    map[identity]stream
	byName  map[string]identity // the first of each name
	streams []stream            // in order of creation; only grows
}

// stream is an instrument, to those who read it.
type stream interface {
	// metrics returns what it has come to by the snapshot; Data is nil if there are no
	// series yet.
	metrics(*aggregate.Snapshot) metricdata.Metrics
}

func newMeter(p *MeterProvider, scope instrumentation.Scope) *meter {
	return &meter{
		Meter: p.sdk.Meter(scope.Name, metric.WithInstrumentationVersion(scope.Version),
			metric.WithSchemaURL(scope.SchemaURL), metric.WithInstrumentationAttributeSet(scope.Attributes)),
		scope:    scope,
		registry: p.registry,
		limit:    p.limit,
		byID:     make(map[identity]stream),
		byName:   make(map[string]identity),
	}
}

// instrument returns the instrument of that identity, and has create make it if there
// is none. One of the same name and another identity is reported and made
// nevertheless, as the SDK does.
func instrument[S stream](m *meter, id identity, create func() S) (s S, err error) {
	if err := checkName(id.name); err != nil {
		return s, err
	}
	key := id.key()
	m.mu.Lock()
	defer m.mu.Unlock()
	if s, ok := m.byID[key]; ok {
		return s.(S), nil
	}
	if first, ok := m.byName[key.name]; ok {
		otel.Handle(conflict(m.scope, first, id))
	} else {
		m.byName[key.name] = id
	}
	s = create()
	m.byID[key] = s
	m.streams = append(m.streams, s)
	return s, nil
}

// Int64Counter returns a counter that is exact.
func (m *meter) Int64Counter(name string, options ...metric.Int64CounterOption) (metric.Int64Counter, error) {
	c := metric.NewInt64CounterConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindCounter, integers}
	i, err := instrument(m, id, func() *int64Counter { return &int64Counter{sums: newSums[int64](m, id)} })
	if err != nil {
		return noop.Int64Counter{}, err
	}
	return i, nil
}

// Float64Counter returns a counter that is exact, but for the rounding of the
// fractions' sum.
func (m *meter) Float64Counter(name string, options ...metric.Float64CounterOption) (metric.Float64Counter, error) {
	c := metric.NewFloat64CounterConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindCounter, floats}
	i, err := instrument(m, id, func() *float64Counter { return &float64Counter{sums: newSums[float64](m, id)} })
	if err != nil {
		return noop.Float64Counter{}, err
	}
	return i, nil
}

// Int64UpDownCounter returns an up-down counter that is exact.
func (m *meter) Int64UpDownCounter(name string, options ...metric.Int64UpDownCounterOption) (metric.Int64UpDownCounter, error) {
	c := metric.NewInt64UpDownCounterConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindUpDownCounter, integers}
	i, err := instrument(m, id, func() *int64UpDownCounter { return &int64UpDownCounter{sums: newSums[int64](m, id)} })
	if err != nil {
		return noop.Int64UpDownCounter{}, err
	}
	return i, nil
}

// Float64UpDownCounter returns an up-down counter that is exact, but for the rounding
// of the fractions' sum.
func (m *meter) Float64UpDownCounter(name string, options ...metric.Float64UpDownCounterOption) (metric.Float64UpDownCounter, error) {
	c := metric.NewFloat64UpDownCounterConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindUpDownCounter, floats}
	i, err := instrument(m, id, func() *float64UpDownCounter { return &float64UpDownCounter{sums: newSums[float64](m, id)} })
	if err != nil {
		return noop.Float64UpDownCounter{}, err
	}
	return i, nil
}

// Int64Histogram returns a histogram that is estimated from samples.
func (m *meter) Int64Histogram(name string, options ...metric.Int64HistogramOption) (metric.Int64Histogram, error) {
	c := metric.NewInt64HistogramConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindHistogram, integers}
	i, err := instrument(m, id, func() *int64Histogram { return &int64Histogram{histograms: newHistograms[int64](m, id)} })
	if err != nil {
		return noop.Int64Histogram{}, err
	}
	return i, nil
}

// Float64Histogram returns a histogram that is estimated from samples.
func (m *meter) Float64Histogram(name string, options ...metric.Float64HistogramOption) (metric.Float64Histogram, error) {
	c := metric.NewFloat64HistogramConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindHistogram, floats}
	i, err := instrument(m, id, func() *float64Histogram { return &float64Histogram{histograms: newHistograms[float64](m, id)} })
	if err != nil {
		return noop.Float64Histogram{}, err
	}
	return i, nil
}

// Int64Gauge returns a gauge.
func (m *meter) Int64Gauge(name string, options ...metric.Int64GaugeOption) (metric.Int64Gauge, error) {
	c := metric.NewInt64GaugeConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindGauge, integers}
	i, err := instrument(m, id, func() *int64Gauge { return newInt64Gauge(m, id) })
	if err != nil {
		return noop.Int64Gauge{}, err
	}
	return i, nil
}

// Float64Gauge returns a gauge.
func (m *meter) Float64Gauge(name string, options ...metric.Float64GaugeOption) (metric.Float64Gauge, error) {
	c := metric.NewFloat64GaugeConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindGauge, floats}
	i, err := instrument(m, id, func() *float64Gauge { return newFloat64Gauge(m, id) })
	if err != nil {
		return noop.Float64Gauge{}, err
	}
	return i, nil
}
