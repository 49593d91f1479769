package prom_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	original "github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/prometheus/common/expfmt"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	prometheus "github.com/whitmetrics/whit/compat/prom"
)

// vector is what the vectors of both libraries have in common.
type vector interface {
	prometheus.Collector
	Delete(prometheus.Labels) bool
	DeleteLabelValues(...string) bool
	DeletePartialMatch(prometheus.Labels) int
	Reset()
}

// constructors are those of one library.
type constructors struct {
	counter   func(prometheus.CounterOpts) prometheus.Counter
	gauge     func(prometheus.GaugeOpts) prometheus.Gauge
	histogram func(prometheus.HistogramOpts) prometheus.Histogram
	summary   func(prometheus.SummaryOpts) prometheus.Summary

	counters   func(prometheus.CounterOpts, []string) (vector, func(...string) prometheus.Counter)
	gauges     func(prometheus.GaugeOpts, []string) (vector, func(...string) prometheus.Gauge)
	histograms func(prometheus.HistogramOpts, []string) (vector, prometheus.ObserverVec)
}

func originals() constructors {
	return constructors{
		original.NewCounter, original.NewGauge, original.NewHistogram, original.NewSummary,
		func(o prometheus.CounterOpts, l []string) (vector, func(...string) prometheus.Counter) {
			v := original.NewCounterVec(o, l)
			return v, v.WithLabelValues
		},
		func(o prometheus.GaugeOpts, l []string) (vector, func(...string) prometheus.Gauge) {
			v := original.NewGaugeVec(o, l)
			return v, v.WithLabelValues
		},
		func(o prometheus.HistogramOpts, l []string) (vector, prometheus.ObserverVec) {
			v := original.NewHistogramVec(o, l)
			return v, v
		},
	}
}

func dropIns(m *whit.Metrics) constructors {
	f := prometheus.On(m)
	return constructors{
		f.NewCounter, f.NewGauge, f.NewHistogram, f.NewSummary,
		func(o prometheus.CounterOpts, l []string) (vector, func(...string) prometheus.Counter) {
			v := f.NewCounterVec(o, l)
			return v, v.WithLabelValues
		},
		func(o prometheus.GaugeOpts, l []string) (vector, func(...string) prometheus.Gauge) {
			v := f.NewGaugeVec(o, l)
			return v, v.WithLabelValues
		},
		func(o prometheus.HistogramOpts, l []string) (vector, prometheus.ObserverVec) {
			v := f.NewHistogramVec(o, l)
			return v, v
		},
	}
}

// use makes metrics of all kinds, uses them in every way, and returns them.
func use(c constructors) []prometheus.Collector {
	counter := c.counter(prometheus.CounterOpts{Namespace: "a", Subsystem: "b", Name: "c_total", Help: "C.", ConstLabels: prometheus.Labels{"k": "v"}})
	counter.Inc()
	counter.Add(2)
	counter.Add(.25)
	counter.Add(1e19)
	gauge := c.gauge(prometheus.GaugeOpts{Name: "g", Help: "G."})
	gauge.Set(10)
	gauge.Inc()
	gauge.Dec()
	gauge.Add(5)
	gauge.Sub(.5)
	histogram := c.histogram(prometheus.HistogramOpts{Name: "h", Help: "H.", Buckets: []float64{1, 2.5, 3, 10}})
	byDefault := c.histogram(prometheus.HistogramOpts{Name: "h_default", Help: "H."})
	for v := range 12 {
		histogram.Observe(float64(v))
		byDefault.Observe(float64(v))
	}
	summary := c.summary(prometheus.SummaryOpts{Name: "s", Help: "S."})
	summary.Observe(2)

	cv, with := c.counters(prometheus.CounterOpts{Name: "cv_total", Help: "CV.", ConstLabels: prometheus.Labels{"k": "v"}}, []string{"x", "y"})
	for i := range 30 {
		with(fmt.Sprint(i%3), fmt.Sprint(i%5)).Add(float64(i) + .5)
	}
	kept := with("0", "0")
	cv.DeleteLabelValues("0", "0")
	kept.Inc()
	with("0", "0").Inc()
	cv.Delete(prometheus.Labels{"x": "1", "y": "1"})
	cv.DeletePartialMatch(prometheus.Labels{"x": "2"})
	gv, gauges := c.gauges(prometheus.GaugeOpts{Name: "gv", Help: "GV."}, []string{"x"})
	gauges("gone").Set(1)
	gv.Reset()
	gauges("").Set(1)
	gauges(`"\` + "\n").Set(2)
	hv, histograms := c.histograms(prometheus.HistogramOpts{Name: "hv", Help: "HV.", Buckets: []float64{1, 4}}, []string{"x", "y"})
	curried := histograms.MustCurryWith(prometheus.Labels{"x": "curried"})
	for i := range 8 {
		curried.WithLabelValues(fmt.Sprint(i % 2)).Observe(float64(i))
		curried.With(prometheus.Labels{"y": fmt.Sprint(i % 2)}).Observe(float64(i))
		histograms.WithLabelValues("y", fmt.Sprint(i%2)).Observe(float64(i))
	}
	none, _ := c.counters(prometheus.CounterOpts{Name: "none_total", Help: "None."}, []string{"x"})
	return append(useOddVectors(c), counter, gauge, histogram, byDefault, summary, cv, gv, hv, none)
}

// useOddVectors does so with vectors that have no labels, or very many.
func useOddVectors(c constructors) []prometheus.Collector {
	cv, counter := c.counters(prometheus.CounterOpts{Name: "odd_total", Help: "O.", ConstLabels: prometheus.Labels{"k": "v"}}, nil)
	counter().Inc()
	counter().Add(.5)
	gv, gauge := c.gauges(prometheus.GaugeOpts{Name: "odd", Help: "O."}, []string{})
	gauge().Set(7)
	unused, _ := c.gauges(prometheus.GaugeOpts{Name: "odd_unused", Help: "O."}, nil)
	hv, histogram := c.histograms(prometheus.HistogramOpts{Name: "odd_h", Help: "O.", Buckets: []float64{1, 4}}, nil)
	histogram.WithLabelValues().Observe(100)
	if !hv.DeleteLabelValues() || hv.Delete(prometheus.Labels{}) || hv.DeletePartialMatch(nil) != 0 {
		panic("one series was to be deleted, once")
	}
	histogram.With(nil).Observe(1)
	histogram.MustCurryWith(nil).WithLabelValues().Observe(2)
	names := strings.Split("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "")
	wide, with := c.counters(prometheus.CounterOpts{Name: "wide_total", Help: "W."}, names)
	with(names...).Inc()
	return []prometheus.Collector{cv, gv, unused, hv, wide}
}

// TestSameAsClientGolang has both libraries do the same, and expose the same.
func TestSameAsClientGolang(t *testing.T) {
	m := newMetrics(t, everyEvent)
	text := func(c constructors) string {
		r := prometheus.NewPedanticRegistry()
		r.MustRegister(use(c)...)
		flush(t, m)
		families, err := r.Gather()
		require.NoError(t, err)
		var text strings.Builder
		for _, f := range families {
			_, err := expfmt.MetricFamilyToText(&text, f)
			require.NoError(t, err)
		}
		return text.String()
	}
	want := text(originals())
	require.Contains(t, want, `cv_total{k="v",x="0",y="0"} 1`)
	require.Equal(t, want, text(dropIns(m)))
}

// TestSameErrors has both refuse the same, with the metric's name in the message.
func TestSameErrors(t *testing.T) {
	m := newMetrics(t, whit.Config{})
	for name, misuse := range map[string]func(constructors){
		"negative amount": func(c constructors) {
			c.counter(prometheus.CounterOpts{Name: "bad"}).Add(-1)
		},
		"le": func(c constructors) {
			c.histogram(prometheus.HistogramOpts{Name: "bad", ConstLabels: prometheus.Labels{"le": "1"}})
		},
		"buckets": func(c constructors) {
			c.histogram(prometheus.HistogramOpts{Name: "bad", Buckets: []float64{2, 1}})
		},
		"label count": func(c constructors) {
			_, with := c.counters(prometheus.CounterOpts{Name: "bad"}, []string{"x"})
			with("a", "b")
		},
		"label value": func(c constructors) {
			_, with := c.counters(prometheus.CounterOpts{Name: "bad"}, []string{"x"})
			with("\xff")
		},
		"label name": func(c constructors) {
			_, v := c.histograms(prometheus.HistogramOpts{Name: "bad"}, []string{"x"})
			v.With(prometheus.Labels{"y": ""})
		},
		"curried twice": func(c constructors) {
			_, v := c.histograms(prometheus.HistogramOpts{Name: "bad"}, []string{"x"})
			v.MustCurryWith(prometheus.Labels{"x": ""}).MustCurryWith(prometheus.Labels{"x": ""})
		},
		"unknown curried": func(c constructors) {
			_, v := c.histograms(prometheus.HistogramOpts{Name: "bad"}, []string{"x"})
			v.MustCurryWith(prometheus.Labels{"y": ""})
		},
		"exemplar": func(c constructors) {
			c.counter(prometheus.CounterOpts{Name: "bad"}).(prometheus.ExemplarAdder).AddWithExemplar(1, prometheus.Labels{"x": "\xff"})
		},
		"invalid name": func(c constructors) {
			prometheus.NewRegistry().MustRegister(c.counter(prometheus.CounterOpts{Name: "\xff"}))
		},
		"registered twice": func(c constructors) {
			o := prometheus.CounterOpts{Name: "bad"}
			prometheus.NewRegistry().MustRegister(c.counter(o), c.counter(o))
		},
	} {
		t.Run(name, func(t *testing.T) {
			require.Panics(t, func() { misuse(originals()) })
			require.Panics(t, func() { misuse(dropIns(m)) })
		})
	}
	_, err := prometheus.On(m).NewCounterVec(prometheus.CounterOpts{Name: "bad_total"}, []string{"x"}).GetMetricWithLabelValues("\xff")
	require.EqualError(t, err, `prom: metric bad_total: label x: value "\xff" is not valid UTF-8`)
	_, err = prometheus.On(m).NewCounterVec(prometheus.CounterOpts{Name: "bad_total"}, []string{"x"}).GetMetricWithLabelValues()
	require.EqualError(t, err, `prom: metric bad_total: inconsistent label cardinality: expected 1 label values but got 0 in []`)
}

// Two metrics of one name are two, and a registry tells.
func TestSameName(t *testing.T) {
	f := prometheus.On(newMetrics(t, whit.Config{}))
	o := prometheus.CounterOpts{Name: "twice_total"}
	first, second := f.NewCounter(o), f.NewCounter(o)
	first.Inc()
	require.Equal(t, 0., testutil.ToFloat64(second))
	r := prometheus.NewRegistry()
	require.NoError(t, r.Register(first))
	var already prometheus.AlreadyRegisteredError
	require.True(t, errors.As(r.Register(second), &already))
	require.Same(t, first, already.ExistingCollector)
}

// A name is taken by a metric of the same Metrics alone, and by one that the program
// made there, too.
func TestNamesAreOfOneMetrics(t *testing.T) {
	o := prometheus.CounterOpts{Name: "two_total"}
	first, second := newMetrics(t, whit.Config{}), newMetrics(t, whit.Config{})
	for _, m := range []*whit.Metrics{first, second} {
		prometheus.On(m).NewCounter(o).Inc()
		require.EqualValues(t, 1, m.Counter("two_total").Count())
		require.False(t, m.Has("two_total/2"))
	}
	own := first.Counter("own_total")
	own.Add(7)
	first.GaugeVec("family", []string{"x"}) // has no series
	first.Gauge("own_total/2").Set(1)
	f := prometheus.On(first)
	c, h := f.NewCounter(prometheus.CounterOpts{Name: "own_total"}), f.NewHistogramVec(prometheus.HistogramOpts{Name: "family"}, nil)
	c.Inc()
	h.WithLabelValues().Observe(1)
	require.EqualValues(t, 7, own.Count())
	require.Equal(t, 1., testutil.ToFloat64(c))
	require.EqualValues(t, 1, first.Counter("own_total/3").Count())
	require.True(t, first.Has("family/2"))
}

// Names do not outlive their Metrics.
func TestNamesAreForgotten(t *testing.T) {
	const metrics = 20
	runtime.GC()
	before := prometheus.NamesHeld()
	for range metrics {
		m, err := whit.New(whit.Config{})
		require.NoError(t, err)
		prometheus.On(m).NewCounter(prometheus.CounterOpts{Name: "c_total"}).Inc()
		require.NoError(t, m.Stop(context.Background()))
	}
	require.Eventually(t, func() bool {
		runtime.GC()
		return prometheus.NamesHeld() < before+metrics/2
	}, 10*time.Second, time.Millisecond)
}

func TestExactFractions(t *testing.T) {
	c := prometheus.On(newMetrics(t, whit.Config{})).NewCounter(prometheus.CounterOpts{Name: "c_total"})
	for range 1000 {
		c.Add(.125)
		c.Inc()
		c.Add(7)
	}
	require.Equal(t, 8125., testutil.ToFloat64(c))
	c.Add(math.Inf(1))
	require.Equal(t, math.Inf(1), testutil.ToFloat64(c))
}

// What CurryWith returns is of the vector's own type, and what the vectors return of all
// the interfaces that client_golang's are.
func TestTypesToAssert(t *testing.T) {
	f := prometheus.On(newMetrics(t, whit.Config{}))
	h := f.NewHistogramVec(prometheus.HistogramOpts{Name: "h"}, []string{"x", "y"})
	s := f.NewSummaryVec(prometheus.SummaryOpts{Name: "s"}, []string{"x"})
	c := f.NewCounterVec(prometheus.CounterOpts{Name: "c_total"}, []string{"x"})
	x := prometheus.Labels{"x": "1"}
	require.IsType(t, h, h.MustCurryWith(x))
	require.IsType(t, h, h.MustCurryWith(x).MustCurryWith(prometheus.Labels{"y": "2"}))
	require.IsType(t, s, s.MustCurryWith(x))
	require.Implements(t, (*prometheus.Histogram)(nil), h.WithLabelValues("1", "2"))
	require.Implements(t, (*prometheus.ExemplarObserver)(nil), h.WithLabelValues("1", "2"))
	require.Implements(t, (*prometheus.Summary)(nil), s.With(x))
	for _, s := range []any{s.With(x), f.NewSummary(prometheus.SummaryOpts{Name: "s"})} {
		require.NotImplements(t, (*prometheus.ExemplarObserver)(nil), s, "which has nowhere to show them")
	}
	require.Implements(t, (*prometheus.ExemplarAdder)(nil), c.With(x))
}

func TestConstrainedLabels(t *testing.T) {
	v := prometheus.V2.NewCounterVec(prometheus.CounterVecOpts{
		CounterOpts:    prometheus.CounterOpts{Name: "constrained_total"},
		VariableLabels: prometheus.ConstrainedLabels{{Name: "x", Constraint: func(s string) string { return s[:1] }}, {Name: "y"}},
	})
	v.WithLabelValues("abc", "1").Inc()
	v.With(prometheus.Labels{"x": "axe", "y": "1"}).Inc()
	v.MustCurryWith(prometheus.Labels{"x": "ape"}).WithLabelValues("1").Inc()
	require.Equal(t, 3., testutil.ToFloat64(v.WithLabelValues("a", "1")))
	require.Equal(t, 1, testutil.CollectAndCount(v))
}

func TestDropInExemplars(t *testing.T) {
	m := newMetrics(t, everyEvent)
	f := prometheus.On(m)
	c := f.NewCounter(prometheus.CounterOpts{Name: "c_total"})
	c.(prometheus.ExemplarAdder).AddWithExemplar(1.5, prometheus.Labels{"trace": "a"})
	h := f.NewHistogram(prometheus.HistogramOpts{Name: "h", Buckets: []float64{5, 50}})
	for i := range 20 {
		h.(prometheus.ExemplarObserver).ObserveWithExemplar(float64(i), prometheus.Labels{"trace": fmt.Sprint(i)})
	}
	flush(t, m)
	exposed := gather(t, c, h)
	require.Equal(t, 1.5, exposed["c_total"].Metric[0].Counter.Exemplar.GetValue())
	got := exposed["h"].Metric[0].Histogram
	require.Len(t, got.Exemplars, 10)
	require.Equal(t, 19., got.Bucket[1].Exemplar.GetValue())
}

func TestSummaryQuantiles(t *testing.T) {
	m := newMetrics(t, everyEvent)
	s := prometheus.On(m).NewSummary(prometheus.SummaryOpts{Name: "s", Objectives: map[float64]float64{.5: .01, .9: .01}})
	for i := range 1000 {
		s.Observe(float64(i))
	}
	flush(t, m)
	got := gather(t, s)["s"].Metric[0].Summary
	require.EqualValues(t, 1000, got.GetSampleCount())
	require.EqualValues(t, 499500, got.GetSampleSum())
	require.InEpsilon(t, 500, got.Quantile[0].GetValue(), .02)
	require.InEpsilon(t, 900, got.Quantile[1].GetValue(), .02)
}
