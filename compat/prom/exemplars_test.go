package prom_test

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/compat/prom"
)

func TestExemplars(t *testing.T) {
	m := newMetrics(t, everyEvent)
	kept, told := prom.NewExemplars("client"), 0
	c := m.Counter("c", kept.Option())
	d := m.Distribution("d", whit.OnSample(func(aggregate.Sample) { told++ }), kept.Option())
	m.Distribution("none").RecordFor(1, "a")
	c.IncFor("first")
	c.IncFor("last")
	for i := range 100 {
		d.RecordFor(float64(i), "client")
		d.Record(float64(i))
	}
	d.RecordFor(1000, "\xff"+strings.Repeat("é", 300))
	flush(t, m)
	exposed := gather(t, prom.NewCollector(m, prom.WithExemplars(kept), prom.WithClassicBuckets([]float64{97, 200})))
	require.Equal(t, 201, told)

	e := exposed["c_total"].Metric[0].Counter.Exemplar
	require.Equal(t, "client", e.Label[0].GetName())
	require.Equal(t, "last", e.Label[0].GetValue())
	require.WithinDuration(t, time.Now(), e.Timestamp.AsTime(), time.Minute)

	h := exposed["d"].Metric[0].Histogram
	require.Len(t, h.Exemplars, 10)
	require.Equal(t, 91., h.Exemplars[0].GetValue())
	last := h.Exemplars[9]
	require.Equal(t, 1000., last.GetValue())
	client := last.Label[0].GetValue()
	require.True(t, utf8.ValidString(client))
	require.Equal(t, prometheus.ExemplarMaxRunes-len("client"), utf8.RuneCountInString(client))
	require.Equal(t, 97., h.Bucket[0].Exemplar.GetValue())
	require.Equal(t, 99., h.Bucket[1].Exemplar.GetValue())
	require.Equal(t, math.Inf(1), h.Bucket[2].GetUpperBound())
	require.Equal(t, 1000., h.Bucket[2].Exemplar.GetValue())
	require.Equal(t, h.GetSampleCount(), h.Bucket[2].GetCumulativeCount())
	require.Empty(t, exposed["none"].Metric[0].Histogram.Exemplars)

	require.PanicsWithValue(t, `prom: exemplars: exemplar label name "" is invalid`, func() { prom.NewExemplars("") })
}

// exemplarsOf returns the clients of a series' exemplars, oldest first.
func exemplarsOf(m *dto.Metric) (clients []string) {
	list := m.GetHistogram().GetExemplars()
	if e := m.GetCounter().GetExemplar(); e != nil {
		list = append(list, e)
	}
	for _, e := range list {
		clients = append(clients, e.Label[0].GetValue())
	}
	return clients
}

// byLabel returns the series of an exposed family by the value of their one label.
func byLabel(f *dto.MetricFamily) map[string]*dto.Metric {
	series := make(map[string]*dto.Metric)
	for _, m := range f.GetMetric() {
		series[m.Label[0].GetValue()] = m
	}
	return series
}

// Each series of a family has exemplars of its own.
func TestExemplarsOfFamilies(t *testing.T) {
	c := everyEvent
	c.MaxSeries = 2
	m := newMetrics(t, c)
	kept := prom.NewExemplars("client")
	requests := m.CounterVec("requests", []string{"route"}, kept.Option())
	latency := m.TimerVec("latency", []string{"route"}, kept.Option())
	size := m.DistributionVec("size", []string{"route"}, kept.Option())
	for i, route := range []string{"a", "b", "beyond"} {
		for k := range 12 {
			client := fmt.Sprintf("%s %d", route, k)
			requests.With(route).IncFor(client)
			span := latency.With(route).StartFor(client)
			span.End()
			size.With(route).RecordFor(float64(10*i+k), client)
		}
	}
	size.With("a").RecordFor(5, strings.Repeat("\xff€", 200)) // of 3 bytes: cut within a rune
	flush(t, m)
	collector := prom.NewCollector(m, prom.WithExemplars(kept), prom.WithClassicBuckets([]float64{4, 10, 20}, "size"))
	exposed := gather(t, collector)
	for route, label := range map[string]string{"a": "a", "b": "b", "beyond": "true"} {
		require.Equal(t, []string{route + " 11"}, exemplarsOf(byLabel(exposed["requests_total"])[label]))
		h := byLabel(exposed["latency_seconds"])[label]
		require.Len(t, exemplarsOf(h), 10)
		require.Equal(t, route+" 2", exemplarsOf(h)[0])
		require.Equal(t, route+" 11", exemplarsOf(h)[9])
		require.Empty(t, h.Histogram.Bucket, "no classic buckets were asked for")
	}
	a := byLabel(exposed["size"])["a"]
	hostile := exemplarsOf(a)[9]
	require.True(t, utf8.ValidString(hostile))
	require.Equal(t, prometheus.ExemplarMaxRunes-len("client"), utf8.RuneCountInString(hostile))
	require.Equal(t, strings.Repeat("\ufffd€", 61), hostile)
	require.Equal(t, "a 4", a.Histogram.Bucket[0].Exemplar.Label[0].GetValue())
	require.Equal(t, hostile, a.Histogram.Bucket[1].Exemplar.Label[0].GetValue())
	require.Equal(t, "a 11", a.Histogram.Bucket[2].Exemplar.Label[0].GetValue())

	var text strings.Builder
	_, err := expfmt.MetricFamilyToOpenMetrics(&text, exposed["size"])
	require.NoError(t, err)
	require.Contains(t, text.String(), `size_bucket{route="b",le="20.0"} 11 # {client="b 10"} 20.0 `)
	text.Reset()
	_, err = expfmt.MetricFamilyToOpenMetrics(&text, exposed["requests_total"])
	require.NoError(t, err)
	require.Contains(t, text.String(), `requests_total{whit_overflow="true"} 12.0 # {client="beyond 11"} 1.0 `)
}

// The exemplars of a series go with it, and one of the same labels begins without.
func TestExemplarsOfDeletedSeries(t *testing.T) {
	const limit, churn = 50, 5000
	c := everyEvent
	c.MaxSeries = limit
	m := newMetrics(t, c)
	kept, removed := prom.NewExemplars("client"), 0
	v := m.DistributionVec("d", []string{"route"}, whit.OnRemoved(func([]aggregate.Label) { removed++ }), kept.Option())
	collector := prom.NewCollector(m, prom.WithExemplars(kept), prom.WithoutMeta())
	v.With("a").RecordFor(1, "before")
	flush(t, m)
	require.Equal(t, []string{"before"}, exemplarsOf(byLabel(gather(t, collector)["d"])["a"]))
	v.Delete("a")
	v.With("a").RecordFor(1, "after")
	flush(t, m)
	require.Equal(t, []string{"after"}, exemplarsOf(byLabel(gather(t, collector)["d"])["a"]))
	require.Equal(t, 1, removed, "the hook before goes on")
	require.Equal(t, 1, kept.Series("d"))

	heap := func() uint64 {
		var s runtime.MemStats
		flush(t, m)
		runtime.GC()
		flush(t, m) // gives numbers of series that are garbage to others
		runtime.ReadMemStats(&s)
		return s.HeapAlloc
	}
	flood := func(events int) { // as long a name as counts, and one that does not
		for i := range events {
			route := fmt.Sprint("route ", i)
			v.With(route).RecordFor(1, strings.Repeat("x", 512))
			v.With(route).RecordFor(1, strings.Repeat("x", 50_000))
			if i%limit == limit-1 {
				flush(t, m)
				require.LessOrEqual(t, kept.Series("d"), limit+1)
			}
			v.Delete(route)
		}
		v.Reset()
	}
	flood(10 * limit)
	before := heap()
	flood(churn)
	require.Less(t, float64(heap()), float64(before)+1e6)
	require.Zero(t, kept.Series("d"))

	for i := range 2 * limit { // held
		for range 100 {
			v.With(fmt.Sprint(i)).RecordFor(1, strings.Repeat("x", 50_000))
		}
		flush(t, m)
	}
	require.Equal(t, limit+1, kept.Series("d"))
	require.Less(t, kept.Bytes("d"), (limit+1)*6500)
	require.NoError(t, m.Stop(context.Background()))
	v.Reset()
	require.Zero(t, kept.Series("d"), "after Stop, too")
}
