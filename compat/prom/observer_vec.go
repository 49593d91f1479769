package prom

import (
	"slices"
	"strings"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// observerVec is the series of a HistogramVec or SummaryVec.
type observerVec struct {
	vec[*whit.Distribution, *observer]
	series *whit.DistributionVec
}

// HistogramVec is client_golang's, with a [whit.DistributionVec] underneath: see
// [CounterVec] and [Factory.NewHistogram].
type HistogramVec struct{ *observerVec }

// SummaryVec is client_golang's, with a [whit.DistributionVec] underneath: see
// [CounterVec] and [Factory.NewSummary].
type SummaryVec struct{ *observerVec }

// NewHistogramVec is client_golang's; see [HistogramVec].
func (f Factory) NewHistogramVec(opts HistogramOpts, labelNames []string) *HistogramVec {
	return f.newHistogramVec(HistogramVecOpts{HistogramOpts: opts, VariableLabels: UnconstrainedLabels(labelNames)})
}

func (f Factory) newHistogramVec(opts HistogramVecOpts) *HistogramVec {
	s := shape{bounds: boundsOf(opts.HistogramOpts)}
	return &HistogramVec{f.newObserverVec(s, histogramOpts(opts.HistogramOpts), opts.VariableLabels, "le")}
}

// NewSummaryVec is client_golang's; see [SummaryVec].
func (f Factory) NewSummaryVec(opts SummaryOpts, labelNames []string) *SummaryVec {
	return f.newSummaryVec(SummaryVecOpts{SummaryOpts: opts, VariableLabels: UnconstrainedLabels(labelNames)})
}

func (f Factory) newSummaryVec(opts SummaryVecOpts) *SummaryVec {
	s := shape{objectives: objectivesOf(opts.SummaryOpts), summary: true}
	return &SummaryVec{f.newObserverVec(s, summaryOpts(opts.SummaryOpts), opts.VariableLabels, "quantile")}
}

func (f Factory) newObserverVec(s shape, o Opts, labels ConstrainableLabels, reserved string) *observerVec {
	d, l := vecDesc(o, labels), newLabelSet(fqName(o), labels)
	reserve(reserved, o, l.names)
	s.metrics, s.name = f.metrics, whitName(f.metrics, fqName(o))
	w := f.metrics.DistributionVec(s.name, whitLabels(l.names), whit.Help(o.Help), whit.Unit(o.Unit))
	create := func(h *whit.Distribution, values []string) *observer {
		return &observer{oneSeries: newSeries(d, values), shape: &s, labels: values, values: h}
	}
	return &observerVec{vec[*whit.Distribution, *observer]{newFamily(d, f.metrics, s.name, w, create), l}, w}
}

// GetMetricWithLabelValues returns the series with these values of its labels, in
// order, and makes it if there is none. The error is of a wrong number of them, or of
// one that is not UTF-8.
func (v *observerVec) GetMetricWithLabelValues(lvs ...string) (Observer, error) {
	return v.get(v.labels.ordered(lvs))
}

// GetMetricWith is GetMetricWithLabelValues with the values by name.
func (v *observerVec) GetMetricWith(labels Labels) (Observer, error) {
	return v.get(v.labels.named(labels))
}

// get returns the series of the values that were found, if they were.
func (v *observerVec) get(values []string, err error) (Observer, error) {
	if err != nil {
		return nil, err
	}
	return v.of(v.series.With(whitValues(values)...), values), nil
}

// WithLabelValues is GetMetricWithLabelValues, and panics where that has an error.
func (v *observerVec) WithLabelValues(lvs ...string) Observer {
	return must(v.GetMetricWithLabelValues(lvs...))
}

// With is GetMetricWith, and panics where that has an error.
func (v *observerVec) With(labels Labels) Observer { return must(v.GetMetricWith(labels)) }

// CurryWith returns the vector with some of its labels given, as a *HistogramVec.
func (v *HistogramVec) CurryWith(labels Labels) (ObserverVec, error) {
	c, err := v.curry(labels)
	if err != nil {
		return nil, err
	}
	return &HistogramVec{c}, nil
}

// MustCurryWith is CurryWith, and panics where that has an error.
func (v *HistogramVec) MustCurryWith(labels Labels) ObserverVec { return must(v.CurryWith(labels)) }

// CurryWith returns the vector with some of its labels given, as a *SummaryVec.
func (v *SummaryVec) CurryWith(labels Labels) (ObserverVec, error) {
	c, err := v.curry(labels)
	if err != nil {
		return nil, err
	}
	return &SummaryVec{c}, nil
}

// MustCurryWith is CurryWith, and panics where that has an error.
func (v *SummaryVec) MustCurryWith(labels Labels) ObserverVec { return must(v.CurryWith(labels)) }

func (v *observerVec) curry(labels Labels) (*observerVec, error) {
	l, err := v.labels.curry(labels)
	if err != nil {
		return nil, err
	}
	return &observerVec{vec[*whit.Distribution, *observer]{v.family, l}, v.series}, nil
}

// Collect sends all series, of one look at what they have come to.
func (v *observerVec) Collect(ch chan<- Metric) {
	totals := make(map[string]aggregate.Total)
	for _, t := range v.metrics.Series(v.name) {
		totals[totalKey(&t, len(v.labels.names))] = t
	}
	v.made.Range(func(_ *whit.Distribution, m member[*observer]) bool {
		t, ok := totals[valuesKey(m.values)]
		if !ok { // deleted just now
			return true
		}
		metric, err := m.metric.metric(&t)
		if err != nil {
			metric = NewInvalidMetric(v.desc, err)
		}
		ch <- metric
		return true
	})
}

// totalKey returns what valuesKey does for the values of t, which has n labels here:
// what a family had no room for has one of its own in whit.
func totalKey(t *aggregate.Total, n int) string {
	if t.Label(aggregate.Overflow) != "" {
		return valuesKey(slices.Repeat([]string{aggregate.Overflow}, n))
	}
	values := make([]string, len(t.Labels))
	for i, l := range t.Labels {
		values[i] = l.Value
	}
	return valuesKey(values)
}

// valuesKey tells label values apart, which are UTF-8.
func valuesKey(values []string) string { return strings.Join(values, "\xff") }
