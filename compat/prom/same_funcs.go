package prom

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
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

func NewConstMetric(d *Desc, t ValueType, value float64, labelValues ...string) (Metric, error) {
	return prometheus.NewConstMetric(d, t, value, labelValues...)
}

func MustNewConstMetric(d *Desc, t ValueType, value float64, labelValues ...string) Metric {
	return prometheus.MustNewConstMetric(d, t, value, labelValues...)
}

func NewConstHistogram(d *Desc, count uint64, sum float64, buckets map[float64]uint64, labelValues ...string) (Metric, error) {
	return prometheus.NewConstHistogram(d, count, sum, buckets, labelValues...)
}

func MustNewConstHistogram(d *Desc, count uint64, sum float64, buckets map[float64]uint64, labelValues ...string) Metric {
	return prometheus.MustNewConstHistogram(d, count, sum, buckets, labelValues...)
}

func NewConstSummary(d *Desc, count uint64, sum float64, quantiles map[float64]float64, labelValues ...string) (Metric, error) {
	return prometheus.NewConstSummary(d, count, sum, quantiles, labelValues...)
}

func MustNewConstSummary(d *Desc, count uint64, sum float64, quantiles map[float64]float64, labelValues ...string) Metric {
	return prometheus.MustNewConstSummary(d, count, sum, quantiles, labelValues...)
}

func NewMetricWithTimestamp(t time.Time, m Metric) Metric {
	return prometheus.NewMetricWithTimestamp(t, m)
}

func NewMetricWithExemplars(m Metric, exemplars ...Exemplar) (Metric, error) {
	return prometheus.NewMetricWithExemplars(m, exemplars...)
}

func MustNewMetricWithExemplars(m Metric, exemplars ...Exemplar) Metric {
	return prometheus.MustNewMetricWithExemplars(m, exemplars...)
}
