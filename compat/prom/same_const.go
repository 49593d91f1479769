package prom

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// The functions of this file are client_golang's own, for metrics that others count.

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

func NewConstMetricWithCreatedTimestamp(d *Desc, t ValueType, value float64, created time.Time, labelValues ...string) (Metric, error) {
	return prometheus.NewConstMetricWithCreatedTimestamp(d, t, value, created, labelValues...)
}

func MustNewConstMetricWithCreatedTimestamp(d *Desc, t ValueType, value float64, created time.Time, labelValues ...string) Metric {
	return prometheus.MustNewConstMetricWithCreatedTimestamp(d, t, value, created, labelValues...)
}

func NewConstHistogramWithCreatedTimestamp(d *Desc, count uint64, sum float64, buckets map[float64]uint64, created time.Time,
	labelValues ...string) (Metric, error) {
	return prometheus.NewConstHistogramWithCreatedTimestamp(d, count, sum, buckets, created, labelValues...)
}

func MustNewConstHistogramWithCreatedTimestamp(d *Desc, count uint64, sum float64, buckets map[float64]uint64, created time.Time,
	labelValues ...string) Metric {
	return prometheus.MustNewConstHistogramWithCreatedTimestamp(d, count, sum, buckets, created, labelValues...)
}

func NewConstNativeHistogram(d *Desc, count uint64, sum float64, positive, negative map[int]int64, zeros uint64, schema int32,
	zeroThreshold float64, created time.Time, labelValues ...string) (Metric, error) {
	return prometheus.NewConstNativeHistogram(d, count, sum, positive, negative, zeros, schema, zeroThreshold, created, labelValues...)
}

func MustNewConstNativeHistogram(d *Desc, count uint64, sum float64, positive, negative map[int]int64, zeros uint64, schema int32,
	zeroThreshold float64, created time.Time, labelValues ...string) Metric {
	return prometheus.MustNewConstNativeHistogram(d, count, sum, positive, negative, zeros, schema, zeroThreshold, created, labelValues...)
}

func NewConstSummaryWithCreatedTimestamp(d *Desc, count uint64, sum float64, quantiles map[float64]float64, created time.Time,
	labelValues ...string) (Metric, error) {
	return prometheus.NewConstSummaryWithCreatedTimestamp(d, count, sum, quantiles, created, labelValues...)
}

func MustNewConstSummaryWithCreatedTimestamp(d *Desc, count uint64, sum float64, quantiles map[float64]float64, created time.Time,
	labelValues ...string) Metric {
	return prometheus.MustNewConstSummaryWithCreatedTimestamp(d, count, sum, quantiles, created, labelValues...)
}
