package prom

import "github.com/prometheus/client_golang/prometheus"

// V2 has client_golang's constructors of vectors whose labels may be constrained.
var V2 v2

type v2 struct{}

func (v2) NewDesc(fqName, help string, labels ConstrainableLabels, constLabels Labels, opts ...DescOpt) *Desc {
	return prometheus.V2.NewDesc(fqName, help, labels, constLabels, opts...)
}

func (v2) NewCounterVec(opts CounterVecOpts) *CounterVec { return On(Default()).newCounterVec(opts) }
func (v2) NewGaugeVec(opts GaugeVecOpts) *GaugeVec       { return On(Default()).newGaugeVec(opts) }
func (v2) NewHistogramVec(opts HistogramVecOpts) *HistogramVec {
	return On(Default()).newHistogramVec(opts)
}
func (v2) NewSummaryVec(opts SummaryVecOpts) *SummaryVec { return On(Default()).newSummaryVec(opts) }
