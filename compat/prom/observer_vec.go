package prom

import (
	"slices"
	"strings"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// observerVec is the series of a HistogramVec or SummaryVec.
type observerVec[M observed] struct {
	vec[*whit.Distribution, M]
	series *whit.DistributionVec
}

// HistogramVec is client_golang's, with a [whit.DistributionVec] underneath: see
// [CounterVec] and [Factory.NewHistogram].
type HistogramVec struct{ *observerVec[*histogramSeries] }

// SummaryVec is client_golang's, with a [whit.DistributionVec] underneath: see
// [CounterVec] and [Factory.NewSummary].
type SummaryVec struct{ *observerVec[*summarySeries] }

// NewHistogramVec is client_golang's; see [HistogramVec].
func (f Factory) NewHistogramVec(opts HistogramOpts, labelNames []string) *HistogramVec {
	return f.newHistogramVec(HistogramVecOpts{HistogramOpts: opts, VariableLabels: UnconstrainedLabels(labelNames)})
}

func (f Factory) newHistogramVec(opts HistogramVecOpts) *HistogramVec {
	s := shape{bounds: boundsOf(opts.HistogramOpts)}
	create := func(o observer) *histogramSeries { return &histogramSeries{observer: o} }
	return &HistogramVec{newObserverVec(f, s, histogramOpts(opts.HistogramOpts), opts.VariableLabels, "le", create)}
}

// NewSummaryVec is client_golang's; see [SummaryVec].
func (f Factory) NewSummaryVec(opts SummaryOpts, labelNames []string) *SummaryVec {
	return f.newSummaryVec(SummaryVecOpts{SummaryOpts: opts, VariableLabels: UnconstrainedLabels(labelNames)})
}

func (f Factory) newSummaryVec(opts SummaryVecOpts) *SummaryVec {
	s := shape{objectives: objectivesOf(opts.SummaryOpts)}
	create := func(o observer) *summarySeries { return &summarySeries{o} }
	return &SummaryVec{newObserverVec(f, s, summaryOpts(opts.SummaryOpts), opts.VariableLabels, "quantile", create)}
}

func newObserverVec[M observed](f Factory, s shape, o Opts, labels ConstrainableLabels, reserved string, create func(observer) M) *observerVec[M] {
	d, l := vecDesc(o, labels), newLabelSet(fqName(o), labels)
	reserve(reserved, o, l.names)
	s.metrics, s.name = f.metrics, whitName(f.metrics, fqName(o))
	w := f.metrics.DistributionVec(s.name, whitLabels(l.names), whit.Help(o.Help), whit.Unit(o.Unit))
	made := func(h *whit.Distribution, values []string) M {
		return create(observer{newSeries(d, values), &s, values, h})
	}
	return &observerVec[M]{vec[*whit.Distribution, M]{newFamily(d, f.metrics, s.name, w, made), l}, w}
}

// GetMetricWithLabelValues returns the series with these values of its labels, in
// order, and makes it if there is none. The error is of a wrong number of them, or of
// one that is not UTF-8.
func (v *observerVec[M]) GetMetricWithLabelValues(lvs ...string) (Observer, error) {
	if v.labels.plain { // which takes no room
		return v.get(v.labels.ordered(nil, lvs))
	}
	var room [roomForValues]string
	return v.get(v.labels.ordered(room[:0], lvs))
}

// GetMetricWith is GetMetricWithLabelValues with the values by name.
func (v *observerVec[M]) GetMetricWith(labels Labels) (Observer, error) {
	var room [roomForValues]string
	return v.get(v.labels.named(room[:0], labels))
}

// get returns the series of the values that were found, if they were.
func (v *observerVec[M]) get(values []string, err error) (Observer, error) {
	if err != nil {
		return nil, err
	}
	return v.of(v.series.With(whitValues(values)...), values), nil
}

// WithLabelValues is GetMetricWithLabelValues, and panics where that has an error.
func (v *observerVec[M]) WithLabelValues(lvs ...string) Observer {
	return must(v.GetMetricWithLabelValues(lvs...))
}

// With is GetMetricWith, and panics where that has an error.
func (v *observerVec[M]) With(labels Labels) Observer { return must(v.GetMetricWith(labels)) }

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

func (v *observerVec[M]) curry(labels Labels) (*observerVec[M], error) {
	l, err := v.labels.curry(labels)
	if err != nil {
		return nil, err
	}
	return &observerVec[M]{vec[*whit.Distribution, M]{v.family, l}, v.series}, nil
}

// Collect sends all series, of one look at what they have come to.
func (v *observerVec[M]) Collect(ch chan<- Metric) {
	totals := make(map[string]aggregate.Total)
	for _, t := range v.metrics.Series(v.name) {
		totals[totalKey(&t, len(v.labels.names))] = t
	}
	v.made.Range(func(_ *whit.Distribution, m member[M]) bool {
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
