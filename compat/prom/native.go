package prom

import (
	"math"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"github.com/whitmetrics/whit/aggregate"
)

// Values up to zeroThreshold away from 0 are in the zero bucket. It is the default of
// Prometheus, 2^-128: with a threshold of 0 a histogram without events would not be
// taken for a native one.
const zeroThreshold = prometheus.DefNativeHistogramZeroThreshold

// zeroIndex is the first bucket above zeroThreshold.
const zeroIndex = -128 << aggregate.Scale

// histogram is a native histogram with what client_golang's does not have: classic
// buckets beside, and exemplars. Like every metric that a Collect sends, it is
// written once.
type histogram struct {
	prometheus.Metric
	classic   []*dto.Bucket
	exemplars []*dto.Exemplar
}

// newHistogram returns the histogram of t, with classic buckets up to these bounds.
func newHistogram(d *prometheus.Desc, t *aggregate.Total, bounds []float64, exemplars []*dto.Exemplar,
	created time.Time, labels ...string) (prometheus.Metric, error) {
	b := t.Buckets()
	zeros := b.ZeroCount
	native, err := prometheus.NewConstNativeHistogram(d, b.Count, sumOf(t),
		nativeBuckets(b.Positive, &zeros), nativeBuckets(b.Negative, &zeros), zeros,
		int32(b.Scale), zeroThreshold, created, labels...)
	if err != nil {
		return nil, err
	}
	classic := exemplify(classicBuckets(&b, bounds), exemplars, b.Count)
	return &histogram{native, classic, exemplars}, nil
}

// sumOf returns the sum of the values, which is 0 as long as none is known.
func sumOf(t *aggregate.Total) float64 {
	if math.IsNaN(t.Sum.Value) {
		return 0
	}
	return t.Sum.Value
}

// nativeBuckets returns the counts by Prometheus' index: its bucket i ends where
// OpenTelemetry's, and so whit's, begins. What is too small it adds to zeros.
func nativeBuckets(r aggregate.BucketRange, zeros *uint64) map[int]int64 {
	buckets := make(map[int]int64, len(r.Counts))
	for i, n := range r.Counts {
		switch i += r.Offset; {
		case i < zeroIndex:
			*zeros += n
		case n > 0:
			buckets[i+1] = int64(n)
		}
	}
	return buckets
}

// Write fills in out.
func (h *histogram) Write(out *dto.Metric) error {
	if err := h.Metric.Write(out); err != nil {
		return err
	}
	out.Histogram.Bucket = h.classic
	if len(h.exemplars) > 0 {
		out.Histogram.Exemplars = h.exemplars
	}
	return nil
}
