package prom_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/compat/prom"
)

// filled returns a Metrics of all kinds, with something in each.
func filled(t testing.TB) *whit.Metrics {
	m := newMetrics(t, everyEvent)
	m.Counter("http.requests", whit.Help("Requests served.")).Add(3)
	m.Counter("http/sent", whit.Unit("bytes"), whit.Help("Bytes sent.")).Add(1500)
	size := m.Distribution("response.size", whit.Unit("By"), whit.Help("Size of a response."))
	for _, v := range []float64{1, 2, 3, 100} {
		size.Record(v)
	}
	m.Timer("http.latency").Observe(250 * time.Millisecond)
	queue := m.Gauge("queue-length", whit.Help("What waits."))
	queue.Set(7)
	queue.Set(4)
	flush(t, m)
	return m
}

const filledText = `
# HELP http_latency_seconds The timer http.latency.
# TYPE http_latency_seconds histogram
http_latency_seconds_bucket{le="0.1"} 0
http_latency_seconds_bucket{le="0.25"} 1
http_latency_seconds_bucket{le="1"} 1
http_latency_seconds_bucket{le="+Inf"} 1
http_latency_seconds_sum 0.25
http_latency_seconds_count 1
# HELP http_requests_total Requests served.
# TYPE http_requests_total counter
http_requests_total 3
# HELP http_sent_bytes_total Bytes sent.
# TYPE http_sent_bytes_total counter
http_sent_bytes_total 1500
# HELP queue_length What waits.
# TYPE queue_length gauge
queue_length 4
# HELP queue_length_max What waits. Its largest value so far.
# TYPE queue_length_max gauge
queue_length_max 7
# HELP response_size_bytes Size of a response.
# TYPE response_size_bytes histogram
response_size_bytes_bucket{le="2"} 2
response_size_bytes_bucket{le="3"} 3
response_size_bytes_bucket{le="+Inf"} 4
response_size_bytes_sum 106
response_size_bytes_count 4
`

func TestCollect(t *testing.T) {
	c := prom.NewCollector(filled(t), prom.WithoutMeta(), prom.WithMax(),
		prom.WithClassicBuckets([]float64{.1, .25, 1, math.Inf(1)}),
		prom.WithClassicBuckets([]float64{2, 3}, "response.size"))
	require.NoError(t, testutil.CollectAndCompare(c, strings.NewReader(filledText)))
}

func TestLint(t *testing.T) {
	c := prom.NewCollector(filled(t), prom.WithMax(), prom.WithErrors(), prom.WithEvents(),
		prom.WithClassicBuckets([]float64{1, 2}))
	problems, err := testutil.CollectAndLint(c)
	require.NoError(t, err)
	require.Empty(t, problems)
	exposed := gather(t, c)
	for _, name := range []string{
		"whit_sampled_total", "whit_dropped_total", "whit_rejected_total", "whit_sample_rate", "whit_bytes",
		"whit_flushes_total", "response_size_bytes_sum_stderr", "response_size_events_total", "http_latency_events_total",
	} {
		require.Contains(t, exposed, name)
	}
	require.Greater(t, exposed["whit_bytes"].Metric[0].Gauge.GetValue(), 1000.)
	require.Equal(t, 5., exposed["whit_sampled_total"].Metric[0].Counter.GetValue())
}

// TestNativeBuckets holds the native histogram against its definition: bucket k is of
// the values above base^(k-1), up to base^k.
func TestNativeBuckets(t *testing.T) {
	m := newMetrics(t, everyEvent)
	d := m.Distribution("d")
	values := []float64{1, 1.001, 2, 1000, -1, -3, 0, 1e-40, -1e-45, 1e300, math.SmallestNonzeroFloat64, math.MaxFloat64}
	positive, negative, zeros := map[int]int64{}, map[int]int64{}, uint64(0)
	for _, v := range values {
		d.Record(v)
		k := int(math.Ceil(math.Log2(math.Abs(v)) * 32))
		switch {
		case math.Abs(v) <= prometheus.DefNativeHistogramZeroThreshold:
			zeros++
		case v > 0:
			positive[k]++
		default:
			negative[k]++
		}
	}
	flush(t, m)
	h := gather(t, prom.NewCollector(m))["d"].Metric[0].Histogram
	require.EqualValues(t, 5, h.GetSchema())
	require.Equal(t, prometheus.DefNativeHistogramZeroThreshold, h.GetZeroThreshold())
	require.EqualValues(t, len(values), h.GetSampleCount())
	require.Equal(t, zeros, h.GetZeroCount())
	require.Equal(t, positive, counts(h.PositiveSpan, h.PositiveDelta))
	require.Equal(t, negative, counts(h.NegativeSpan, h.NegativeDelta))
	require.Empty(t, h.Bucket)
}

// A histogram without events is a native one all the same.
func TestNativeFromTheStart(t *testing.T) {
	m := newMetrics(t, whit.Config{})
	m.Distribution("d")
	h := gather(t, prom.NewCollector(m))["d"].Metric[0].Histogram
	require.Positive(t, h.GetZeroThreshold())
	require.Zero(t, h.GetSampleSum())
	require.Zero(t, h.GetSampleCount())
}

func TestClassicBuckets(t *testing.T) {
	m := newMetrics(t, everyEvent)
	d := m.Distribution("d")
	for _, v := range []float64{-100, -5, -1, 0, 1, 1.001, 5, 7, 100} {
		d.Record(v)
	}
	flush(t, m)
	bounds := []float64{-1000, -100, -99.5, -5, -1, -.5, 0, .5, 1, 5, 6, 7, 99, 100, 1000}
	want := []uint64{0, 1, 1, 2, 3, 3, 4, 4, 5, 7, 7, 8, 9, 9, 9} // 100 is in the bucket that 99 is in
	h := gather(t, prom.NewCollector(m, prom.WithClassicBuckets(bounds)))["d"].Metric[0].Histogram
	require.Len(t, h.Bucket, len(want))
	for i, b := range h.Bucket {
		require.Equal(t, want[i], b.GetCumulativeCount(), "up to %v", b.GetUpperBound())
	}
	require.PanicsWithValue(t, "prom: classic buckets [1 1]: bound 1 is 1: want numbers in ascending order",
		func() { prom.WithClassicBuckets([]float64{1, 1}) })
}

// Names that come to be the same are refused, and nothing else is.
func TestCollision(t *testing.T) {
	m := newMetrics(t, whit.Config{})
	m.Counter("a.b").Inc()
	m.Counter("a/b").Inc()
	m.Gauge("c").Set(1)
	m.Counter("whit.sampled").Inc()
	exposed, err := tryGather(t, prom.NewCollector(m))
	require.ErrorContains(t, err, `metric "a/b": its name a_b_total in Prometheus is that of "a.b"`)
	require.ErrorContains(t, err, `metric "whit.sampled": its name whit_sampled_total in Prometheus is that of "whit's own"`)
	require.Contains(t, exposed, "c")
	require.Len(t, exposed["a_b_total"].Metric, 1)

	var refused []error
	exposed = gather(t, prom.NewCollector(m, prom.WithRefused(func(err error) { refused = append(refused, err) })))
	require.Len(t, refused, 2)
	require.ErrorContains(t, errors.Join(refused...), "a/b")
	require.Contains(t, exposed, "c")
}

// A histogram has the names of its series in text, too, whichever metric comes first.
func TestCollisionWithHistogram(t *testing.T) {
	for _, suffix := range []string{"count", "sum", "bucket"} {
		other := "latency.seconds." + suffix
		name := "latency_seconds_" + suffix
		gauge := func(m *whit.Metrics) { m.Gauge(other).Set(1) }
		timers := func(m *whit.Metrics) {
			v := m.TimerVec("latency", []string{"x"})
			v.With("a").Observe(time.Second)
			v.With("b").Observe(time.Second)
		}
		for _, order := range []struct {
			first, second func(*whit.Metrics)
			want, gone    string
		}{
			{timers, gauge, fmt.Sprintf(`prom: metric %q: its name %s in Prometheus is that of "latency": want another name`, other, name), name},
			{gauge, timers, fmt.Sprintf(`prom: metric "latency": its name %s in Prometheus is that of %q: want another name`, name, other), "latency_seconds"},
		} {
			m := newMetrics(t, everyEvent)
			order.first(m)
			order.second(m)
			m.Counter("fine").Inc()
			flush(t, m)
			var refused []error
			c := prom.NewCollector(m, prom.WithoutMeta(), prom.WithErrors(), prom.WithEvents(),
				prom.WithRefused(func(err error) { refused = append(refused, err) }))
			exposed := gather(t, c)
			require.Len(t, refused, 1)
			require.EqualError(t, refused[0], order.want)
			require.Contains(t, exposed, "fine_total")
			require.NotContains(t, exposed, order.gone)
			_, err := tryGather(t, prom.NewCollector(m))
			require.ErrorContains(t, err, order.want)
		}
	}
	m := newMetrics(t, everyEvent) // no metric's name: what is refused takes none
	m.Gauge("latency.seconds.count").Set(1)
	m.Timer("latency")
	m.Gauge("latency.seconds.sum").Set(1)
	exposed, err := tryGather(t, prom.NewCollector(m))
	require.ErrorContains(t, err, `metric "latency"`)
	require.Contains(t, exposed, "latency_seconds_sum")
}

func TestFlushAtScrape(t *testing.T) {
	m := newMetrics(t, whit.Config{SampleRate: 1, FlushInterval: time.Hour})
	m.Distribution("d").Record(1)
	h := gather(t, prom.NewCollector(m, prom.WithFlush(time.Minute)))["d"].Metric[0].Histogram
	require.EqualValues(t, 1, h.GetSampleCount())
}
