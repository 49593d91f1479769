package e2e_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

// arrival is one export as it arrived: points by scope, metric and attributes.
type arrival struct {
	resource map[string]any
	sums     pmetric.AggregationTemporality // of sums that only grow, and of histograms
	numbers  map[string]pmetric.NumberDataPoint
	values   map[string]pmetric.ExponentialHistogramDataPoint
	metrics  map[string]pmetric.Metric // by name
	scopes   map[string]string         // versions by name
}

// arrivals returns all exports so far.
func (c *collector) arrivals(t *testing.T) (all []*arrival) {
	t.Helper()
	for _, m := range c.AllMetrics() {
		all = append(all, arrived(t, m))
	}
	return all
}

func arrived(t *testing.T, all pmetric.Metrics) *arrival {
	t.Helper()
	a := &arrival{
		numbers: make(map[string]pmetric.NumberDataPoint),
		values:  make(map[string]pmetric.ExponentialHistogramDataPoint),
		metrics: make(map[string]pmetric.Metric),
		scopes:  make(map[string]string),
	}
	for _, r := range all.ResourceMetrics().All() {
		a.resource = r.Resource().Attributes().AsRaw()
		for _, s := range r.ScopeMetrics().All() {
			a.scopes[s.Scope().Name()] = s.Scope().Version()
			for _, m := range s.Metrics().All() {
				a.take(t, s.Scope().Name(), m)
			}
		}
	}
	return a
}

func (a *arrival) take(t *testing.T, scope string, m pmetric.Metric) {
	t.Helper()
	a.metrics[m.Name()] = m
	switch m.Type() {
	case pmetric.MetricTypeSum:
		a.temporal(t, m.Sum().IsMonotonic(), m.Sum().AggregationTemporality())
		a.takeNumbers(t, scope, m.Name(), m.Sum().DataPoints())
	case pmetric.MetricTypeGauge:
		a.takeNumbers(t, scope, m.Name(), m.Gauge().DataPoints())
	case pmetric.MetricTypeExponentialHistogram:
		h := m.ExponentialHistogram()
		a.temporal(t, true, h.AggregationTemporality())
		for _, p := range h.DataPoints().All() {
			key := series(scope, m.Name(), p.Attributes().AsRaw())
			require.NotContains(t, a.values, key)
			a.values[key] = p
		}
	default:
		require.Fail(t, "unexpected", "%s: %v", m.Name(), m.Type())
	}
}

// temporal notes the temporality of what grows; all else is cumulative.
func (a *arrival) temporal(t *testing.T, grows bool, temporality pmetric.AggregationTemporality) {
	t.Helper()
	if !grows {
		require.Equal(t, pmetric.AggregationTemporalityCumulative, temporality)
		return
	}
	if a.sums == pmetric.AggregationTemporalityUnspecified {
		a.sums = temporality
	}
	require.Equal(t, a.sums, temporality)
}

func (a *arrival) takeNumbers(t *testing.T, scope, name string, points pmetric.NumberDataPointSlice) {
	t.Helper()
	for _, p := range points.All() {
		key := series(scope, name, p.Attributes().AsRaw())
		require.NotContains(t, a.numbers, key)
		a.numbers[key] = p
	}
}

// series names a series: fmt prints maps in the order of their keys.
func series(scope, name string, attributes map[string]any) string {
	return fmt.Sprint(scope, " ", name, " ", attributes)
}
