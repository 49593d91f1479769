package prom_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/compat/prom"
)

// Label values of any bytes come out as UTF-8, and none twice.
func TestLabelValues(t *testing.T) {
	m := newMetrics(t, whit.Config{})
	v := m.CounterVec("requests", []string{"path"})
	hostile := []string{"", "plain", "\xff", "\xfe", "\ufffd", "\xff\xff", "\"\\\n", "\x00", "\xc3", "é", "\xed\xa0\x80", strings.Repeat("é", 500)}
	for _, value := range hostile {
		v.With(value).Inc()
	}
	total, values := 0., make(map[string]float64)
	for _, c := range gather(t, prom.NewCollector(m))["requests_total"].Metric {
		require.Equal(t, "path", c.Label[0].GetName())
		require.True(t, utf8.ValidString(c.Label[0].GetValue()))
		values[c.Label[0].GetValue()] = c.Counter.GetValue()
		total += c.Counter.GetValue()
	}
	require.EqualValues(t, len(hostile), total)
	for _, value := range []string{"", "plain", "\"\\\n", "\x00", "é"} {
		require.Equal(t, 1., values[value], value)
	}
}

// The drop-in takes any UTF-8, however long, and refuses the rest.
func TestDropInLabelValues(t *testing.T) {
	m := newMetrics(t, everyEvent)
	f := prom.On(m)
	v := f.NewHistogramVec(prom.HistogramOpts{Name: "h"}, []string{"x", "le.gal"})
	long := strings.Repeat("é", 500)
	for _, value := range []string{"", "\ufffd", "\x00", long, "whit_overflow"} {
		v.WithLabelValues(value, "").Observe(1)
	}
	_, err := v.GetMetricWithLabelValues("\xff", "")
	require.ErrorContains(t, err, `metric h: label x: value "\xff"`)
	_, err = v.GetMetricWithLabelValues("whit_overflow", "whit_overflow")
	require.ErrorContains(t, err, "metric h: label values")
	flush(t, m)
	exposed := gather(t, v)["h"].Metric
	require.Len(t, exposed, 5)
	for _, h := range exposed {
		require.EqualValues(t, 1, h.Histogram.GetSampleCount(), h.Label)
		require.Equal(t, "le.gal", h.Label[0].GetName())
	}
	require.True(t, v.DeleteLabelValues(long, ""))
	require.Len(t, gather(t, v)["h"].Metric, 4)
	v.WithLabelValues(long, "").Observe(1)
	require.Equal(t, 1, v.DeletePartialMatch(prom.Labels{"x": long}))
	require.Len(t, gather(t, v)["h"].Metric, 4)
}

// Whatever Prometheus takes for labels' names, they are told apart.
func TestDropInLabelNames(t *testing.T) {
	f := prom.On(newMetrics(t, everyEvent))
	for i, names := range [][]string{{"a.b", "whit_label_0"}, {"whit_label_1", "a.b"}, {"whit_label", "whit_label_"}} {
		v := f.NewGaugeVec(prom.GaugeOpts{Name: fmt.Sprint("g", i)}, names)
		v.WithLabelValues("0", "1").Set(1)
		exposed := map[string]string{}
		for _, l := range gather(t, v)[fmt.Sprint("g", i)].Metric[0].Label {
			exposed[l.GetName()] = l.GetValue()
		}
		require.Equal(t, map[string]string{names[0]: "0", names[1]: "1"}, exposed)
	}
}

// Families of all kinds are exposed with their labels, and what they have no room for
// as such.
func TestFamilies(t *testing.T) {
	m := newMetrics(t, whit.Config{SampleRate: 1, MaxSeries: 2})
	h := m.DistributionVec("size", []string{"route", "code"}, whit.Unit("bytes"))
	g := m.GaugeVec("open", []string{"route"})
	for _, route := range []string{"a", "b", "c", "d"} {
		h.With(route, "200").Record(1)
		g.With(route).Set(1)
	}
	flush(t, m)
	exposed := gather(t, prom.NewCollector(m, prom.WithEvents(), prom.WithErrors(), prom.WithMax()))
	require.Len(t, exposed["open_max"].Metric, 3)
	require.Len(t, exposed["size_events_total"].Metric, 3)
	events, overflow := uint64(0), uint64(0)
	for _, s := range exposed["size_bytes"].Metric {
		events += s.Histogram.GetSampleCount()
		if len(s.Label) == 1 && s.Label[0].GetName() == "whit_overflow" {
			overflow = s.Histogram.GetSampleCount()
			continue
		}
		require.Equal(t, "code", s.Label[0].GetName())
		require.Equal(t, "route", s.Label[1].GetName())
	}
	require.EqualValues(t, 4, events)
	require.EqualValues(t, 2, overflow)
	require.Equal(t, 4., exposed["whit_overflowed_total"].Metric[0].Counter.GetValue())
}

// A lookup in a vector costs no memory.
func TestLookupAllocatesNothing(t *testing.T) {
	f := prom.On(newMetrics(t, whit.Config{}))
	c := f.NewCounterVec(prom.CounterOpts{Name: "c_total"}, []string{"x", "y"})
	h := f.NewHistogramVec(prom.HistogramOpts{Name: "h"}, []string{"x"})
	g := f.NewGaugeVec(prom.GaugeOpts{Name: "g"}, []string{"x"})
	use := func() {
		c.WithLabelValues("a", "b").Inc()
		h.WithLabelValues("a").Observe(1)
		g.WithLabelValues("a").Set(1)
	}
	curriedCounter, curriedGauge := c.MustCurryWith(prom.Labels{"x": "a"}), g.MustCurryWith(prom.Labels{"x": "a"})
	curriedHistogram := h.MustCurryWith(prom.Labels{"x": "a"})
	curried := func() {
		curriedCounter.WithLabelValues("b").Inc()
		curriedHistogram.WithLabelValues().Observe(1)
		curriedGauge.WithLabelValues().Set(1)
	}
	named := func() {
		c.With(prom.Labels{"x": "a", "y": "b"}).Inc()
		curriedCounter.With(prom.Labels{"y": "b"}).Inc()
		h.With(prom.Labels{"x": "a"}).Observe(1)
		g.With(prom.Labels{"x": "a"}).Set(1)
	}
	for name, use := range map[string]func(){"in order": use, "curried": curried, "by name": named} {
		use()
		require.Zero(t, testing.AllocsPerRun(1000, use), name)
	}
}

// A series that is deleted and comes back was created when it came back.
func TestCreated(t *testing.T) {
	m := newMetrics(t, everyEvent)
	c, d := m.CounterVec("c", []string{"x"}), m.DistributionVec("d", []string{"x"})
	collector := prom.NewCollector(m, prom.WithEvents())
	created := func() []time.Time {
		c.With("a").Inc()
		d.With("a").Record(1)
		flush(t, m)
		exposed := gather(t, collector)
		return []time.Time{
			exposed["c_total"].Metric[0].Counter.CreatedTimestamp.AsTime(),
			exposed["d"].Metric[0].Histogram.CreatedTimestamp.AsTime(),
			exposed["d_events_total"].Metric[0].Counter.CreatedTimestamp.AsTime(),
		}
	}
	first := created()
	require.Equal(t, first, created())
	c.Delete("a")
	d.Reset()
	deleted := time.Now()
	for i, at := range created() {
		require.True(t, first[i].Before(deleted))
		require.False(t, at.Before(deleted), "%v: deleted at %v", at, deleted)
	}
}
