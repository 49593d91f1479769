package prom

import "github.com/whitmetrics/whit"

// GaugeVec is client_golang's, with a [whit.GaugeVec] underneath: see [CounterVec] and
// [Factory.NewGauge].
type GaugeVec struct {
	vec[*whit.Gauge, *gauge]
	series *whit.GaugeVec
}

// NewGaugeVec is client_golang's; see [GaugeVec].
func (f Factory) NewGaugeVec(opts GaugeOpts, labelNames []string) *GaugeVec {
	return f.newGaugeVec(GaugeVecOpts{GaugeOpts: opts, VariableLabels: UnconstrainedLabels(labelNames)})
}

func (f Factory) newGaugeVec(opts GaugeVecOpts) *GaugeVec {
	o := Opts(opts.GaugeOpts)
	d, l := vecDesc(o, opts.VariableLabels), newLabelSet(fqName(o), opts.VariableLabels)
	name := whitName(f.metrics, fqName(o))
	w := f.metrics.GaugeVec(name, whitLabels(l.names), whit.Help(o.Help), whit.Unit(o.Unit))
	create := func(h *whit.Gauge, values []string) *gauge {
		return &gauge{newSeries(d, values), h}
	}
	return &GaugeVec{vec[*whit.Gauge, *gauge]{newFamily(d, f.metrics, name, w, create), l}, w}
}

// GetMetricWithLabelValues returns the gauge with these values of its labels, in
// order, and makes it if there is none. The error is of a wrong number of them, or of
// one that is not UTF-8.
func (v *GaugeVec) GetMetricWithLabelValues(lvs ...string) (Gauge, error) {
	if v.labels.plain { // which takes no room
		return v.get(v.labels.ordered(nil, lvs))
	}
	var room [roomForValues]string
	return v.get(v.labels.ordered(room[:0], lvs))
}

// GetMetricWith is GetMetricWithLabelValues with the values by name.
func (v *GaugeVec) GetMetricWith(labels Labels) (Gauge, error) {
	var room [roomForValues]string
	return v.get(v.labels.named(room[:0], labels))
}

// get returns the series of the values that were found, if they were.
func (v *GaugeVec) get(values []string, err error) (Gauge, error) {
	if err != nil {
		return nil, err
	}
	return v.of(v.series.With(whitValues(values)...), values), nil
}

// WithLabelValues is GetMetricWithLabelValues, and panics where that has an error.
func (v *GaugeVec) WithLabelValues(lvs ...string) Gauge {
	return must(v.GetMetricWithLabelValues(lvs...))
}

// With is GetMetricWith, and panics where that has an error.
func (v *GaugeVec) With(labels Labels) Gauge { return must(v.GetMetricWith(labels)) }

// CurryWith returns the vector with some of its labels given.
func (v *GaugeVec) CurryWith(labels Labels) (*GaugeVec, error) {
	l, err := v.labels.curry(labels)
	if err != nil {
		return nil, err
	}
	return &GaugeVec{vec[*whit.Gauge, *gauge]{v.family, l}, v.series}, nil
}

// MustCurryWith is CurryWith, and panics where that has an error.
func (v *GaugeVec) MustCurryWith(labels Labels) *GaugeVec { return must(v.CurryWith(labels)) }
