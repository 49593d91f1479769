package prom

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	dto "github.com/prometheus/client_model/go"
)

// The functions of this file are client_golang's own.

func NewRegistry() *Registry         { return prometheus.NewRegistry() }
func NewPedanticRegistry() *Registry { return prometheus.NewPedanticRegistry() }

func Register(c Collector) error     { return DefaultRegisterer.Register(c) }
func MustRegister(cs ...Collector)   { DefaultRegisterer.MustRegister(cs...) }
func Unregister(c Collector) bool    { return DefaultRegisterer.Unregister(c) }
func NewTimer(o Observer) *Timer     { return prometheus.NewTimer(o) }
func NewInvalidDesc(err error) *Desc { return prometheus.NewInvalidDesc(err) }

func WrapRegistererWith(labels Labels, r Registerer) Registerer {
	return prometheus.WrapRegistererWith(labels, r)
}

func WrapRegistererWithPrefix(prefix string, r Registerer) Registerer {
	return prometheus.WrapRegistererWithPrefix(prefix, r)
}

func WrapCollectorWith(labels Labels, c Collector) Collector {
	return prometheus.WrapCollectorWith(labels, c)
}

func WrapCollectorWithPrefix(prefix string, c Collector) Collector {
	return prometheus.WrapCollectorWithPrefix(prefix, c)
}

func ToTransactionalGatherer(g Gatherer) TransactionalGatherer {
	return prometheus.ToTransactionalGatherer(g)
}

func WriteToTextfile(filename string, g Gatherer) error {
	return prometheus.WriteToTextfile(filename, g)
}

func BuildFQName(namespace, subsystem, name string) string {
	return prometheus.BuildFQName(namespace, subsystem, name)
}

func DescribeByCollect(c Collector, descs chan<- *Desc) { prometheus.DescribeByCollect(c, descs) }

func NewDesc(fqName, help string, variableLabels []string, constLabels Labels) *Desc {
	return prometheus.NewDesc(fqName, help, variableLabels, constLabels)
}

func WithUnit(unit string) DescOpt { return prometheus.WithUnit(unit) }

func LinearBuckets(start, width float64, count int) []float64 {
	return prometheus.LinearBuckets(start, width, count)
}

func ExponentialBuckets(start, factor float64, count int) []float64 {
	return prometheus.ExponentialBuckets(start, factor, count)
}

func ExponentialBucketsRange(minBucket, maxBucket float64, count int) []float64 {
	return prometheus.ExponentialBucketsRange(minBucket, maxBucket, count)
}

func NewCounterFunc(opts CounterOpts, f func() float64) CounterFunc {
	return prometheus.NewCounterFunc(opts, f)
}

func NewGaugeFunc(opts GaugeOpts, f func() float64) GaugeFunc {
	return prometheus.NewGaugeFunc(opts, f)
}

func NewUntypedFunc(opts UntypedOpts, f func() float64) UntypedFunc {
	return prometheus.NewUntypedFunc(opts, f)
}

func NewInvalidMetric(d *Desc, err error) Metric { return prometheus.NewInvalidMetric(d, err) }

func NewMetricWithTimestamp(t time.Time, m Metric) Metric {
	return prometheus.NewMetricWithTimestamp(t, m)
}

func NewMetricWithExemplars(m Metric, exemplars ...Exemplar) (Metric, error) {
	return prometheus.NewMetricWithExemplars(m, exemplars...)
}

func MustNewMetricWithExemplars(m Metric, exemplars ...Exemplar) Metric {
	return prometheus.MustNewMetricWithExemplars(m, exemplars...)
}

func MakeLabelPairs(d *Desc, labelValues []string) []*dto.LabelPair {
	return prometheus.MakeLabelPairs(d, labelValues)
}

func NewMetricVec(d *Desc, newMetric func(lvs ...string) Metric) *MetricVec {
	return prometheus.NewMetricVec(d, newMetric)
}

func NewMultiTRegistry(gatherers ...TransactionalGatherer) *MultiTRegistry {
	return prometheus.NewMultiTRegistry(gatherers...)
}

func NewPidFileFn(pidFilePath string) func() (int, error) {
	return prometheus.NewPidFileFn(pidFilePath)
}

// NewGoCollector is a variable, as the type of its options has no name.
var NewGoCollector = collectors.NewGoCollector

func NewBuildInfoCollector() Collector { return collectors.NewBuildInfoCollector() }

func NewExpvarCollector(exports map[string]*Desc) Collector {
	return collectors.NewExpvarCollector(exports)
}

func NewProcessCollector(opts ProcessCollectorOpts) Collector {
	return collectors.NewProcessCollector(opts)
}
