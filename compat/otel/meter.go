package whitotel

import (
	"sync"

	"github.com/whitmetrics/whit/aggregate"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/exemplar"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// meter makes the instruments of one scope: the synchronous ones itself, all others
// through the SDK's meter of the same scope.
type meter struct {
	metric.Meter // the SDK's

	scope     instrumentation.Scope
	registry  *registry
	limit     int // of the series of an instrument
	views     []sdk.View
	exemplify exemplar.Filter // nil for no exemplars

	mu     sync.Mutex
	byID   map[identity]reading
	byName map[string]identity // the first of each name
	all    []reading           // in order of creation; only grows
}

// reading is an instrument, to those who read it.
type reading interface {
	// metrics returns what it has come to by the snapshot; Data is nil if there are no
	// series yet.
	metrics(*aggregate.Snapshot) metricdata.Metrics
	// used returns whether anything was recorded.
	used() bool
}

func newMeter(p *MeterProvider, scope instrumentation.Scope) *meter {
	return &meter{
		Meter: p.sdk.Meter(scope.Name, metric.WithInstrumentationVersion(scope.Version),
			metric.WithSchemaURL(scope.SchemaURL), metric.WithInstrumentationAttributeSet(scope.Attributes)),
		scope:     scope,
		registry:  p.registry,
		limit:     p.limit,
		views:     p.views,
		exemplify: p.exemplify,
		byID:      make(map[identity]reading),
		byName:    make(map[string]identity),
	}
}

// instrument returns the instrument that views make of one of that identity, and has
// create make it if there is none; nil if they drop it. One of the same name and another
// identity is reported and made nevertheless, as the SDK does.
func instrument[R reading](m *meter, id identity, create func(stream) R) (r R, err error) {
	if err := checkName(id.name); err != nil {
		return r, err
	}
	s, ok := m.view(id)
	if !ok {
		return r, nil
	}
	if err := checkName(s.name); err != nil {
		return r, err
	}
	r, conflict := find(m, s, create)
	if conflict != nil {
		otel.Handle(conflict) // with no lock held: who handles it may use this meter
	}
	return r, nil
}

// find returns the instrument of the stream, which it makes if there is none, and its conflict
// with one that was there before.
func find[R reading](m *meter, s stream, create func(stream) R) (_ R, conflict error) {
	key := s.key()
	m.mu.Lock()
	defer m.mu.Unlock()
	if r, ok := m.byID[key]; ok {
		return r.(R), nil
	}
	if first, ok := m.byName[key.name]; ok {
		conflict = conflictOf(m.scope, first, s.identity)
	} else {
		m.byName[key.name] = s.identity
	}
	r := create(s)
	m.byID[key] = r
	m.all = append(m.all, r)
	return r, conflict
}

// Int64Counter returns a counter that is exact.
func (m *meter) Int64Counter(name string, options ...metric.Int64CounterOption) (metric.Int64Counter, error) {
	c := metric.NewInt64CounterConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindCounter, integers}
	i, err := instrument(m, id, func(s stream) *int64Counter { return &int64Counter{sums: newSums[int64](m, s)} })
	if i == nil {
		return noop.Int64Counter{}, err
	}
	return i, nil
}

// Float64Counter returns a counter that is exact, but for the rounding of the
// fractions' sum.
func (m *meter) Float64Counter(name string, options ...metric.Float64CounterOption) (metric.Float64Counter, error) {
	c := metric.NewFloat64CounterConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindCounter, floats}
	i, err := instrument(m, id, func(s stream) *float64Counter { return &float64Counter{sums: newSums[float64](m, s)} })
	if i == nil {
		return noop.Float64Counter{}, err
	}
	return i, nil
}

// Int64UpDownCounter returns an up-down counter that is exact.
func (m *meter) Int64UpDownCounter(name string, options ...metric.Int64UpDownCounterOption) (metric.Int64UpDownCounter, error) {
	c := metric.NewInt64UpDownCounterConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindUpDownCounter, integers}
	i, err := instrument(m, id, func(s stream) *int64UpDownCounter { return &int64UpDownCounter{sums: newSums[int64](m, s)} })
	if i == nil {
		return noop.Int64UpDownCounter{}, err
	}
	return i, nil
}

// Float64UpDownCounter returns an up-down counter that is exact, but for the rounding
// of the fractions' sum.
func (m *meter) Float64UpDownCounter(name string, options ...metric.Float64UpDownCounterOption) (metric.Float64UpDownCounter, error) {
	c := metric.NewFloat64UpDownCounterConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindUpDownCounter, floats}
	i, err := instrument(m, id, func(s stream) *float64UpDownCounter { return &float64UpDownCounter{sums: newSums[float64](m, s)} })
	if i == nil {
		return noop.Float64UpDownCounter{}, err
	}
	return i, nil
}

// Int64Histogram returns a histogram that is estimated from samples.
func (m *meter) Int64Histogram(name string, options ...metric.Int64HistogramOption) (metric.Int64Histogram, error) {
	c := metric.NewInt64HistogramConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindHistogram, integers}
	i, err := instrument(m, id, func(s stream) *int64Histogram { return &int64Histogram{histograms: newHistograms[int64](m, s)} })
	if i == nil {
		return noop.Int64Histogram{}, err
	}
	return i, nil
}

// Float64Histogram returns a histogram that is estimated from samples.
func (m *meter) Float64Histogram(name string, options ...metric.Float64HistogramOption) (metric.Float64Histogram, error) {
	c := metric.NewFloat64HistogramConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindHistogram, floats}
	i, err := instrument(m, id, func(s stream) *float64Histogram { return &float64Histogram{histograms: newHistograms[float64](m, s)} })
	if i == nil {
		return noop.Float64Histogram{}, err
	}
	return i, nil
}

// Int64Gauge returns a gauge.
func (m *meter) Int64Gauge(name string, options ...metric.Int64GaugeOption) (metric.Int64Gauge, error) {
	c := metric.NewInt64GaugeConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindGauge, integers}
	i, err := instrument(m, id, func(s stream) *int64Gauge { return newInt64Gauge(m, s) })
	if i == nil {
		return noop.Int64Gauge{}, err
	}
	return i, nil
}

// Float64Gauge returns a gauge.
func (m *meter) Float64Gauge(name string, options ...metric.Float64GaugeOption) (metric.Float64Gauge, error) {
	c := metric.NewFloat64GaugeConfig(options...)
	id := identity{name, c.Description(), c.Unit(), sdk.InstrumentKindGauge, floats}
	i, err := instrument(m, id, func(s stream) *float64Gauge { return newFloat64Gauge(m, s) })
	if i == nil {
		return noop.Float64Gauge{}, err
	}
	return i, nil
}
