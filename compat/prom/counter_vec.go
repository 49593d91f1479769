package prom

import "github.com/whitmetrics/whit"

// CounterVec is client_golang's, with a [whit.CounterVec] underneath: a lookup takes no
// lock and, of up to 8 labels, does not allocate (but for the values that it is
// given, where those are on the heap, as they are by way of an interface), and beyond Config.MaxSeries all that is new counts in
// one series, whose labels all have the value "whit_overflow".
type CounterVec struct {
	vec[*whit.Counter, *counter]
	series *whit.CounterVec
}

// NewCounterVec is client_golang's; see [CounterVec].
func (f Factory) NewCounterVec(opts CounterOpts, labelNames []string) *CounterVec {
	return f.newCounterVec(CounterVecOpts{CounterOpts: opts, VariableLabels: UnconstrainedLabels(labelNames)})
}

func (f Factory) newCounterVec(opts CounterVecOpts) *CounterVec {
	o := Opts(opts.CounterOpts)
	d, l := vecDesc(o, opts.VariableLabels), newLabelSet(fqName(o), opts.VariableLabels)
	name := whitName(f.metrics, fqName(o))
	w := f.metrics.CounterVec(name, whitLabels(l.names), whit.Help(o.Help), whit.Unit(o.Unit))
	create := func(h *whit.Counter, values []string) *counter {
		return &counter{oneSeries: newSeries(d, values), whole: h}
	}
	return &CounterVec{vec[*whit.Counter, *counter]{newFamily(d, f.metrics, name, w, create), l}, w}
}

// GetMetricWithLabelValues returns the counter with these values of its labels, in
// order, and makes it if there is none. The error is of a wrong number of them, or of
// one that is not UTF-8.
func (v *CounterVec) GetMetricWithLabelValues(lvs ...string) (Counter, error) {
	if v.labels.plain { // which takes no room
		return v.get(v.labels.ordered(nil, lvs))
	}
	var room [roomForValues]string
	return v.get(v.labels.ordered(room[:0], lvs))
}

// GetMetricWith is GetMetricWithLabelValues with the values by name.
func (v *CounterVec) GetMetricWith(labels Labels) (Counter, error) {
	var room [roomForValues]string
	return v.get(v.labels.named(room[:0], labels))
}

// get returns the series of the values that were found, if they were.
func (v *CounterVec) get(values []string, err error) (Counter, error) {
	if err != nil {
		return nil, err
	}
	return v.of(v.series.With(whitValues(values)...), values), nil
}

// WithLabelValues is GetMetricWithLabelValues, and panics where that has an error.
func (v *CounterVec) WithLabelValues(lvs ...string) Counter {
	return must(v.GetMetricWithLabelValues(lvs...))
}

// With is GetMetricWith, and panics where that has an error.
func (v *CounterVec) With(labels Labels) Counter { return must(v.GetMetricWith(labels)) }

// CurryWith returns the vector with some of its labels given.
func (v *CounterVec) CurryWith(labels Labels) (*CounterVec, error) {
	l, err := v.labels.curry(labels)
	if err != nil {
		return nil, err
	}
	return &CounterVec{vec[*whit.Counter, *counter]{v.family, l}, v.series}, nil
}

// MustCurryWith is CurryWith, and panics where that has an error.
func (v *CounterVec) MustCurryWith(labels Labels) *CounterVec { return must(v.CurryWith(labels)) }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
