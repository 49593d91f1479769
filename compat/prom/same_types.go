package prom

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// What the drop-in shares with client_golang: the same types under the same names.
type (
	AlreadyRegisteredError = prometheus.AlreadyRegisteredError
	Collector              = prometheus.Collector
	CollectorFunc          = prometheus.CollectorFunc
	ConstrainableLabels    = prometheus.ConstrainableLabels
	ConstrainedLabel       = prometheus.ConstrainedLabel
	ConstrainedLabels      = prometheus.ConstrainedLabels
	Counter                = prometheus.Counter
	CounterFunc            = prometheus.CounterFunc
	CounterOpts            = prometheus.CounterOpts
	CounterVecOpts         = prometheus.CounterVecOpts
	Desc                   = prometheus.Desc
	DescOpt                = prometheus.DescOpt
	Exemplar               = prometheus.Exemplar
	ExemplarAdder          = prometheus.ExemplarAdder
	ExemplarObserver       = prometheus.ExemplarObserver
	Gatherer               = prometheus.Gatherer
	GathererFunc           = prometheus.GathererFunc
	Gatherers              = prometheus.Gatherers
	Gauge                  = prometheus.Gauge
	GaugeFunc              = prometheus.GaugeFunc
	GaugeOpts              = prometheus.GaugeOpts
	GaugeVecOpts           = prometheus.GaugeVecOpts
	Histogram              = prometheus.Histogram
	HistogramOpts          = prometheus.HistogramOpts
	HistogramVecOpts       = prometheus.HistogramVecOpts
	LabelConstraint        = prometheus.LabelConstraint
	Labels                 = prometheus.Labels
	Metric                 = prometheus.Metric
	MetricVec              = prometheus.MetricVec
	MultiError             = prometheus.MultiError
	MultiTRegistry         = prometheus.MultiTRegistry
	Observer               = prometheus.Observer
	ObserverFunc           = prometheus.ObserverFunc
	ObserverVec            = prometheus.ObserverVec
	Opts                   = prometheus.Opts
	ProcessCollectorOpts   = collectors.ProcessCollectorOpts
	Registerer             = prometheus.Registerer
	Registry               = prometheus.Registry
	SafeMultiError         = prometheus.SafeMultiError
	Summary                = prometheus.Summary
	SummaryOpts            = prometheus.SummaryOpts
	SummaryVecOpts         = prometheus.SummaryVecOpts
	Timer                  = prometheus.Timer
	TransactionalGatherer  = prometheus.TransactionalGatherer
	UnconstrainedLabels    = prometheus.UnconstrainedLabels
	UntypedFunc            = prometheus.UntypedFunc
	UntypedOpts            = prometheus.UntypedOpts
	ValueType              = prometheus.ValueType
)

// The same values as client_golang's.
const (
	CounterValue = prometheus.CounterValue
	GaugeValue   = prometheus.GaugeValue
	UntypedValue = prometheus.UntypedValue

	DefMaxAge     = prometheus.DefMaxAge
	DefAgeBuckets = prometheus.DefAgeBuckets
	DefBufCap     = prometheus.DefBufCap

	DefNativeHistogramZeroThreshold  = prometheus.DefNativeHistogramZeroThreshold
	NativeHistogramZeroThresholdZero = prometheus.NativeHistogramZeroThresholdZero
	ExemplarMaxRunes                 = prometheus.ExemplarMaxRunes
)

// DefBuckets are client_golang's, as they were at the start of the program.
var DefBuckets = prometheus.DefBuckets

// DefaultRegisterer and DefaultGatherer are client_golang's, as they were at the start
// of the program.
var (
	DefaultRegisterer = prometheus.DefaultRegisterer
	DefaultGatherer   = prometheus.DefaultGatherer
)

// The types of metrics as client_model has them.
var (
	CounterMetricTypePtr = prometheus.CounterMetricTypePtr
	GaugeMetricTypePtr   = prometheus.GaugeMetricTypePtr
	UntypedMetricTypePtr = prometheus.UntypedMetricTypePtr
)
