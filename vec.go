package whit

import (
	"fmt"
	"slices"

	"github.com/whitmetrics/whit/aggregate"
)

// The families of each kind of metric.
type (
	CounterVec      = Family[Counter]
	DistributionVec = Family[Distribution]
	TimerVec        = Family[Timer]
	GaugeVec        = Family[Gauge]
)

// CounterVec returns the family of counters of that name, and makes it if there is none:
// see [Metrics.Counter]. Its series have these labels: 1 to 64 names, each a letter or
// _, then letters, digits and _. They may not begin with __, nor be whit_overflow, nor,
// for distributions and timers, le or quantile. Other labels than before, and names that
// are not valid, are misuse, and panic. Options are for each series.
func (m *Metrics) CounterVec(name string, labels []string, options ...MetricOption) *CounterVec {
	return family(m, name, aggregate.Counter, labels, options, m.addCounter)
}

// DistributionVec returns the family of distributions of that name, like
// [Metrics.CounterVec].
func (m *Metrics) DistributionVec(name string, labels []string, options ...MetricOption) *DistributionVec {
	return family(m, name, aggregate.Distribution, labels, options, m.addDistribution)
}

// TimerVec returns the family of timers of that name, like [Metrics.CounterVec].
func (m *Metrics) TimerVec(name string, labels []string, options ...MetricOption) *TimerVec {
	return family(m, name, aggregate.Timer, labels, options, m.addTimer)
}

// GaugeVec returns the family of gauges of that name, like [Metrics.CounterVec].
func (m *Metrics) GaugeVec(name string, labels []string, options ...MetricOption) *GaugeVec {
	return family(m, name, aggregate.Gauge, labels, options, m.addGauge)
}

// family returns the family of that name, making it if there is none.
func family[H Handle](m *Metrics, name string, kind aggregate.Kind, labels []string, options []MetricOption,
	register func(aggregate.Desc, *H) aggregate.Registration) *Family[H] {
	if _, ok := m.handles.Load(name); !ok { // before handle, which must not be left by a panic
		checkName(name)
		checkLabels(name, kind, labels)
	}
	f := handle(m, name, kind, options, func(d aggregate.Desc) *Family[H] {
		return newFamily(m, d, labels, register)
	})
	if !slices.Equal(f.labels, labels) {
		panic(fmt.Sprintf("whit: family %q: labels %q: want %q, as it was made with", name, labels, f.labels))
	}
	return f
}
