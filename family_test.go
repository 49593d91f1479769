package whit_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// families asks a Metrics for a family of each kind, and uses one of its series.
var families = map[string]struct {
	make func(*whit.Metrics, string, []string, ...whit.MetricOption)
	use  func(*whit.Metrics, string, []string, ...string) (handle any)
}{
	"counter": {
		func(m *whit.Metrics, name string, l []string, o ...whit.MetricOption) { m.CounterVec(name, l, o...) },
		func(m *whit.Metrics, name string, l []string, v ...string) any {
			c := m.CounterVec(name, l).With(v...)
			c.Inc()
			return c
		},
	},
	"distribution": {
		func(m *whit.Metrics, name string, l []string, o ...whit.MetricOption) {
			m.DistributionVec(name, l, o...)
		},
		func(m *whit.Metrics, name string, l []string, v ...string) any {
			d := m.DistributionVec(name, l).With(v...)
			d.Record(3)
			return d
		},
	},
	"timer": {
		func(m *whit.Metrics, name string, l []string, o ...whit.MetricOption) { m.TimerVec(name, l, o...) },
		func(m *whit.Metrics, name string, l []string, v ...string) any {
			t := m.TimerVec(name, l).With(v...)
			t.Observe(3 * time.Second)
			return t
		},
	},
	"gauge": {
		func(m *whit.Metrics, name string, l []string, o ...whit.MetricOption) { m.GaugeVec(name, l, o...) },
		func(m *whit.Metrics, name string, l []string, v ...string) any {
			g := m.GaugeVec(name, l).With(v...)
			g.Set(3)
			return g
		},
	},
}

var twoLabels = []string{"method", "code"}

// seriesOf returns the counts of a family by the values of its labels.
func seriesOf(m *whit.Metrics, name string) map[string]uint64 {
	counts := make(map[string]uint64)
	for _, t := range m.Snapshot().Series(name) {
		var values []string
		for _, l := range t.Labels {
			values = append(values, l.Value)
		}
		counts[strings.Join(values, " ")] += t.Count
	}
	return counts
}

func TestFamilyOfEachKind(t *testing.T) {
	for kind, f := range families {
		t.Run(kind, func(t *testing.T) {
			m := start(t, everything)
			f.make(m, "requests", twoLabels, whit.Help("Requests."), whit.Critical())
			require.Empty(t, m.Snapshot().Totals)
			get := f.use(m, "requests", twoLabels, "GET", "200")
			f.use(m, "requests", twoLabels, "PUT", "200")
			require.Same(t, get, f.use(m, "requests", twoLabels, "GET", "200"))

			all := total(t, m, "requests")
			require.EqualValues(t, 3, all.Count)
			series := m.Snapshot().Series("requests")
			require.Len(t, series, 2)
			require.Equal(t, []aggregate.Label{{Name: "method", Value: "GET"}, {Name: "code", Value: "200"}}, series[0].Labels)
			require.Equal(t, "PUT", series[1].Label("method"))
			for _, s := range series {
				require.Equal(t, kind, s.Kind.String())
				require.Equal(t, "Requests.", s.Help)
				require.True(t, s.Critical)
				if kind == "distribution" || kind == "timer" {
					require.EqualValues(t, s.Count, s.Sampled)
					require.InDelta(t, 3, s.Mean.Value, 1e-9)
				}
			}
			require.Equal(t, 2, m.Snapshot().Meta.Series)
		})
	}
}

func TestFamilyMisuse(t *testing.T) {
	for kind, f := range families {
		t.Run(kind, func(t *testing.T) {
			m := start(t, quiet)
			fails := func(name string, labels []string, want string) {
				t.Helper()
				require.Contains(t, panicOf(func() { f.make(m, name, labels) }), want)
				require.NotPanics(t, func() { f.make(m, "fine", twoLabels) }, "the fault must leave nothing behind")
			}
			fails("9", twoLabels, `whit: metric name "9": want`)
			fails("x", nil, `whit: family "x" has 0 labels: want 1 to 64`)
			fails("x", strings.Split(strings.Repeat("l", 65), ""), `whit: family "x" has 65 labels: want 1 to 64`)
			for _, label := range []string{"", "9", "a-b", "a.b", "a:b", "a/b", "__a", "a b", "größe", "a\x00", "a\xff", strings.Repeat("l", 256)} {
				fails("x", []string{"ok", label}, fmt.Sprintf("whit: family \"x\": label %.300q: want 1 to 255 bytes", label))
			}
			fails("x", []string{"a", "b", "a"}, `whit: family "x": label "a" is there twice`)
			fails("x", []string{"whit_overflow"}, `whit: family "x": label "whit_overflow": want another name`)
			for _, label := range []string{"le", "quantile"} {
				if kind == "distribution" || kind == "timer" {
					fails("x", []string{label}, `whit: family "x": label "`+label+`": want another name`)
				} else {
					require.NotPanics(t, func() { f.make(m, "of_"+label, []string{label}) })
				}
			}
			f.use(m, "y", twoLabels, "a", "b")
			fails("y", []string{"code", "method"}, `whit: family "y": labels ["code" "method"]: want ["method" "code"], as it was made with`)
			for _, values := range [][]string{nil, {"a"}, {"a", "b", "c"}} {
				require.Equal(t, fmt.Sprintf(`whit: family "y": %d label values: want 2, for ["method" "code"]`, len(values)),
					panicOf(func() { f.use(m, "y", twoLabels, values...) }))
			}
			for plain, ask := range kinds {
				require.Equal(t, fmt.Sprintf(`whit: metric "y": want a %s, but it is a family of %ss already`, plain, kind),
					panicOf(func() { ask(m, "y") }))
			}
			m.Counter("plain")
			fails("plain", twoLabels, `whit: metric "plain": want a family of `+kind+`s, but it is a counter already`)
			require.Equal(t, map[string]uint64{"a b": 1}, seriesOf(m, "y"))
		})
	}
	require.Equal(t, "whit: SeriesTTL of -1s: want more than 0", panicOf(func() { whit.SeriesTTL(-time.Second) }))
	require.Contains(t, panicOf(func() { start(t, quiet).CounterVec("x", twoLabels).Delete("a") }), "1 label values: want 2")
}

// Each caller's slice and strings are its own again after the call.
func TestFamilyKeepsNothingOfTheCallers(t *testing.T) {
	m := start(t, quiet)
	labels := []string{"method", "code"}
	v := m.CounterVec("requests", labels)
	labels[0] = "changed"
	values := []string{"GET", "200"}
	c := v.With(values...)
	values[0] = "PUT"
	require.NotSame(t, c, v.With(values...))
	require.Same(t, c, v.With("GET", "200"))
	require.Equal(t, "method", m.Snapshot().Totals[0].Labels[0].Name)
}

func TestDeleteAndReset(t *testing.T) {
	for kind, f := range families {
		t.Run(kind, func(t *testing.T) {
			c := everything
			c.MaxSeries = 3
			m := start(t, c)
			for i := range 5 {
				f.use(m, "requests", twoLabels, "GET", fmt.Sprint(i))
			}
			require.Equal(t, map[string]uint64{"GET 0": 1, "GET 1": 1, "GET 2": 1, "true": 2}, seriesOf(m, "requests"))
			del, reset := deleter(m, kind)
			require.False(t, del("GET", "4"), "it is in the rest")
			require.False(t, del("whit_overflow", "true"))
			require.True(t, del("GET", "1"))
			require.False(t, del("GET", "1"))
			f.use(m, "requests", twoLabels, "GET", "4")
			f.use(m, "requests", twoLabels, "GET", "1")
			require.Equal(t, map[string]uint64{"GET 0": 1, "GET 2": 1, "GET 4": 1, "true": 3}, seriesOf(m, "requests"))
			before := m.Series("requests")[0].Start
			require.True(t, before.After(m.Snapshot().At.Add(-m.Snapshot().Uptime)))
			for !time.Now().After(before) { // the clock may be coarse
			}
			reset()
			require.Empty(t, m.Snapshot().Totals)
			require.Zero(t, m.Snapshot().Meta.Series)
			f.use(m, "requests", twoLabels, "GET", "1")
			require.Equal(t, map[string]uint64{"GET 1": 1}, seriesOf(m, "requests"))
			require.True(t, m.Series("requests")[0].Start.After(before), "it is another one")
			require.EqualValues(t, 3, m.Snapshot().Meta.Overflowed)
			require.Zero(t, m.Snapshot().Meta.Detached)
			require.EqualValues(t, 1, total(t, m, "requests").Count)
		})
	}
}

func deleter(m *whit.Metrics, kind string) (del func(...string) bool, reset func()) {
	switch kind {
	case "counter":
		return m.CounterVec("requests", twoLabels).Delete, m.CounterVec("requests", twoLabels).Reset
	case "distribution":
		return m.DistributionVec("requests", twoLabels).Delete, m.DistributionVec("requests", twoLabels).Reset
	case "timer":
		return m.TimerVec("requests", twoLabels).Delete, m.TimerVec("requests", twoLabels).Reset
	}
	return m.GaugeVec("requests", twoLabels).Delete, m.GaugeVec("requests", twoLabels).Reset
}

// What is counted on handles of series that are gone is told of, to the last event.
func TestDetachedHandlesCount(t *testing.T) {
	for _, rate := range []float64{.03, 1} {
		m := start(t, whit.Config{SampleRate: rate, FixedRate: true, FlushInterval: time.Hour, Seed: 1})
		c := m.CounterVec("c", twoLabels, whit.Critical()).With("a", "b")
		d := m.DistributionVec("d", twoLabels).With("a", "b")
		tm := m.TimerVec("t", twoLabels).With("a", "b")
		g := m.GaugeVec("g", twoLabels).With("a", "b")
		never := m.CounterVec("n", twoLabels).With("a", "b")
		use := func() {
			for range 1000 {
				c.IncFor("ada")
				c.Add(2)
				d.Record(1)
				tm.Start().End()
				g.Add(1)
			}
		}
		use()
		local, values, span := c.Local(), d.Local(), tm.Start()
		for range 10 {
			local.Inc()
			values.Record(1)
		}
		before := total(t, m, "d").Count
		m.CounterVec("c", twoLabels).Reset()
		require.True(t, m.DistributionVec("d", twoLabels).Delete("a", "b"))
		require.True(t, m.TimerVec("t", twoLabels).Delete("a", "b"))
		m.GaugeVec("g", twoLabels).Reset()
		m.CounterVec("n", twoLabels).Reset()
		require.Empty(t, m.Snapshot().Totals)
		pushed := m.Snapshot().Meta.Added
		use()
		never.Inc()
		span.End()
		local.Close()
		values.Close()
		use()
		require.NoError(t, m.Flush(t.Context()))
		meta := m.Snapshot().Meta
		// The counter's local handle, being critical, has published each event before.
		require.EqualValues(t, 2*6000+1+10-(before-1000), meta.Detached)
		require.Equal(t, pushed, meta.Added, "they have no samples")
		require.EqualValues(t, 3*1000+10, c.Count(), "as it was")
	}
}
