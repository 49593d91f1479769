// Package promauto is client_golang's package of that name for the metrics of
// package prom: its constructors register what they make, and panic where that fails.
package promauto

import "github.com/whitmetrics/whit/compat/prom"

// A Factory makes metrics and registers them.
type Factory struct {
	registerer prom.Registerer
	make       func() prom.Factory
}

// With returns a Factory that registers with r, and with nobody if r is nil.
func With(r prom.Registerer) Factory {
	return Factory{r, func() prom.Factory { return prom.On(prom.Default()) }}
}

// On returns a Factory that registers with r metrics made by f.
func On(f prom.Factory, r prom.Registerer) Factory {
	return Factory{r, func() prom.Factory { return f }}
}

func standard() Factory { return With(prom.DefaultRegisterer) }

// registered registers c, and returns it.
func registered[C prom.Collector](f Factory, c C) C {
	if f.registerer != nil {
		f.registerer.MustRegister(c)
	}
	return c
}

func NewCounter(opts prom.CounterOpts) prom.Counter {
	return standard().NewCounter(opts)
}

func NewCounterVec(opts prom.CounterOpts, labelNames []string) *prom.CounterVec {
	return standard().NewCounterVec(opts, labelNames)
}

func NewGauge(opts prom.GaugeOpts) prom.Gauge {
	return standard().NewGauge(opts)
}

func NewGaugeVec(opts prom.GaugeOpts, labelNames []string) *prom.GaugeVec {
	return standard().NewGaugeVec(opts, labelNames)
}

func NewHistogram(opts prom.HistogramOpts) prom.Histogram {
	return standard().NewHistogram(opts)
}

func NewHistogramVec(opts prom.HistogramOpts, labelNames []string) *prom.HistogramVec {
	return standard().NewHistogramVec(opts, labelNames)
}

func NewSummary(opts prom.SummaryOpts) prom.Summary {
	return standard().NewSummary(opts)
}

func NewSummaryVec(opts prom.SummaryOpts, labelNames []string) *prom.SummaryVec {
	return standard().NewSummaryVec(opts, labelNames)
}

func NewCounterFunc(opts prom.CounterOpts, function func() float64) prom.CounterFunc {
	return standard().NewCounterFunc(opts, function)
}

func NewGaugeFunc(opts prom.GaugeOpts, function func() float64) prom.GaugeFunc {
	return standard().NewGaugeFunc(opts, function)
}

func NewUntypedFunc(opts prom.UntypedOpts, function func() float64) prom.UntypedFunc {
	return standard().NewUntypedFunc(opts, function)
}

func (f Factory) NewCounter(opts prom.CounterOpts) prom.Counter {
	return registered(f, f.make().NewCounter(opts))
}

func (f Factory) NewCounterVec(opts prom.CounterOpts, labelNames []string) *prom.CounterVec {
	return registered(f, f.make().NewCounterVec(opts, labelNames))
}

func (f Factory) NewGauge(opts prom.GaugeOpts) prom.Gauge {
	return registered(f, f.make().NewGauge(opts))
}

func (f Factory) NewGaugeVec(opts prom.GaugeOpts, labelNames []string) *prom.GaugeVec {
	return registered(f, f.make().NewGaugeVec(opts, labelNames))
}

func (f Factory) NewHistogram(opts prom.HistogramOpts) prom.Histogram {
	return registered(f, f.make().NewHistogram(opts))
}

func (f Factory) NewHistogramVec(opts prom.HistogramOpts, labelNames []string) *prom.HistogramVec {
	return registered(f, f.make().NewHistogramVec(opts, labelNames))
}

func (f Factory) NewSummary(opts prom.SummaryOpts) prom.Summary {
	return registered(f, f.make().NewSummary(opts))
}

func (f Factory) NewSummaryVec(opts prom.SummaryOpts, labelNames []string) *prom.SummaryVec {
	return registered(f, f.make().NewSummaryVec(opts, labelNames))
}

func (f Factory) NewCounterFunc(opts prom.CounterOpts, function func() float64) prom.CounterFunc {
	return registered(f, prom.NewCounterFunc(opts, function))
}

func (f Factory) NewGaugeFunc(opts prom.GaugeOpts, function func() float64) prom.GaugeFunc {
	return registered(f, prom.NewGaugeFunc(opts, function))
}

func (f Factory) NewUntypedFunc(opts prom.UntypedOpts, function func() float64) prom.UntypedFunc {
	return registered(f, prom.NewUntypedFunc(opts, function))
}
