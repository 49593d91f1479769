package prom_test

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	dto "github.com/prometheus/client_model/go"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/compat/prom"
)

// TestConcurrent has 64 goroutines record in families that grow, while others scrape:
// what is exposed never goes back, and comes to the truth.
func TestConcurrent(t *testing.T) {
	const goroutines, rounds = 64, 60
	m, backing := newMetrics(t, whit.Config{}), newMetrics(t, whit.Config{FlushInterval: 10 * time.Millisecond})
	f := prom.On(backing)
	counters := f.NewCounterVec(prom.CounterOpts{Name: "c_total", Help: "C."}, []string{"x"})
	histograms := f.NewHistogramVec(prom.HistogramOpts{Name: "h", Help: "H."}, []string{"x"})
	gauges := f.NewGaugeVec(prom.GaugeOpts{Name: "g", Help: "G."}, []string{"x"})
	r := prom.NewRegistry()
	r.MustRegister(prom.NewCollector(m), counters, histograms, gauges)
	last := whileScraped(t, r, goroutines, func(g int) {
		for i := range rounds {
			label := fmt.Sprint(i, g%4)
			counters.WithLabelValues(label).Inc()
			counters.WithLabelValues("half").Add(.5)
			histograms.WithLabelValues(label).Observe(float64(i))
			gauges.WithLabelValues(label).Inc()
			m.Counter(fmt.Sprintf("own.%d.%d", i%30, g%4)).Inc()
		}
	})
	require.Equal(t, 1.5*goroutines*rounds, sumOf(last, "c_total"))
}

// TestConcurrentFamilies has 64 goroutines record in families of whit's own that grow
// and overflow, while a collector with all there is to it is scraped.
func TestConcurrentFamilies(t *testing.T) {
	const goroutines, rounds, most = 64, 30, 80
	e := prom.NewExemplars("client")
	m := newMetrics(t, whit.Config{FlushInterval: 5 * time.Millisecond, SampleRate: 1, BufferSize: 1 << 15, MaxSeries: most})
	labels := []string{"x"}
	counters, gauges := m.CounterVec("c", labels, e.Option()), m.GaugeVec("g", labels)
	values, timers := m.DistributionVec("d", labels, e.Option()), m.TimerVec("t", labels)
	r := prom.NewRegistry()
	r.MustRegister(prom.NewCollector(m, prom.WithEvents(), prom.WithErrors(), prom.WithMax(), prom.WithExemplars(e),
		prom.WithClassicBuckets([]float64{1, 10, 100})))
	last := whileScraped(t, r, goroutines, func(g int) {
		for i := range rounds {
			label, client := fmt.Sprint(i, " ", g%4), fmt.Sprint(g)
			counters.With(label).IncFor(client)
			values.With(label).RecordFor(float64(i), client)
			timers.With(label).Observe(time.Duration(i) * time.Second)
			gauges.With(label).Add(1)
			m.CounterVec(fmt.Sprintf("family.%d", i), labels).With(client).Inc() // there are ever more families, too
		}
	})
	for _, name := range []string{"c_total", "d_events_total", "t_events_total"} {
		require.EqualValues(t, goroutines*rounds, sumOf(last, name), name)
	}
	for i := range rounds {
		require.EqualValues(t, goroutines, sumOf(last, fmt.Sprintf("family_%d_total", i)))
	}
	require.Positive(t, last["whit_overflowed_total []"])
	flush(t, m)
	require.Len(t, gather(t, prom.NewCollector(m))["d"].Metric, most+1)
}

// whileScraped has goroutines record while two others scrape, and returns what the
// series that never fall come to.
func whileScraped(t *testing.T, g prom.Gatherer, goroutines int, record func(g int)) map[string]float64 {
	stop := make(chan struct{})
	var scrapers, recorders sync.WaitGroup
	for range 2 {
		scrapers.Go(func() {
			last := make(map[string]float64)
			for {
				neverBack(t, g, last)
				select {
				case <-stop:
					return
				default:
				}
			}
		})
	}
	for g := range goroutines {
		recorders.Go(func() { record(g) })
	}
	recorders.Wait()
	close(stop)
	scrapers.Wait()
	last := make(map[string]float64)
	neverBack(t, g, last)
	return last
}

// sumOf returns the sum of the series of that name.
func sumOf(last map[string]float64, name string) (sum float64) {
	for series, v := range last {
		if strings.HasPrefix(series, name+" ") {
			sum += v
		}
	}
	return sum
}

// neverBack scrapes, and compares with what the same scraper saw last.
func neverBack(t *testing.T, g prom.Gatherer, last map[string]float64) {
	families, err := g.Gather()
	if err != nil {
		t.Error(err)
	}
	for _, f := range families {
		for _, m := range f.Metric {
			v := m.GetCounter().GetValue()
			switch f.GetType() {
			case dto.MetricType_GAUGE:
				continue
			case dto.MetricType_HISTOGRAM:
				v = float64(m.Histogram.GetSampleCount())
			}
			series := fmt.Sprint(f.GetName(), " ", m.Label)
			if v < last[series] {
				t.Errorf("%s went from %v back to %v", series, last[series], v)
			}
			last[series] = v
		}
	}
}

// TestScrapeBlocksNobody has scrapes whose reader has stopped reading: recording,
// making and deleting series goes on.
func TestScrapeBlocksNobody(t *testing.T) {
	m := newMetrics(t, whit.Config{})
	f := prom.On(m)
	counters := f.NewCounterVec(prom.CounterOpts{Name: "c_total"}, []string{"x"})
	histograms := f.NewHistogramVec(prom.HistogramOpts{Name: "h"}, []string{"x"})
	for i := range 100 {
		counters.WithLabelValues(fmt.Sprint(i)).Inc()
		histograms.WithLabelValues(fmt.Sprint(i)).Observe(1)
	}
	var scrapes sync.WaitGroup
	var stuck []chan prom.Metric
	for _, c := range []prom.Collector{counters, histograms, prom.NewCollector(m)} {
		ch := make(chan prom.Metric)
		scrapes.Go(func() {
			c.Collect(ch)
			close(ch)
		})
		<-ch // it is under way, and stands still from now on
		stuck = append(stuck, ch)
	}
	for i := range 200 {
		counters.WithLabelValues(fmt.Sprint(i)).Inc()
		histograms.WithLabelValues(fmt.Sprint(i)).Observe(1)
		m.Counter(fmt.Sprintf("new.%d", i)).Inc()
		counters.DeleteLabelValues(fmt.Sprint(i / 2))
	}
	flush(t, m)
	for _, ch := range stuck {
		for range ch {
		}
	}
	scrapes.Wait()
}

// TestFlood has a client send ever new labels: memory is bounded, and no event is
// lost.
func TestFlood(t *testing.T) {
	const events, most = 20_000, 100
	m := newMetrics(t, whit.Config{MaxSeries: most})
	f := prom.On(m)
	counters := f.NewCounterVec(prom.CounterOpts{Name: "c_total", Help: "C."}, []string{"x", "y"})
	histograms := f.NewHistogramVec(prom.HistogramOpts{Name: "h", Help: "H."}, []string{"x"})
	var before, after runtime.MemStats
	flood := func(from, to int) {
		for i := from; i < to; i++ {
			label := fmt.Sprintf("client %d with a long name", i)
			counters.WithLabelValues(label, "").Inc()
			histograms.WithLabelValues(label).Observe(1)
		}
	}
	flood(0, events/2)
	runtime.GC()
	runtime.ReadMemStats(&before)
	flood(events/2, events)
	runtime.GC()
	runtime.ReadMemStats(&after)
	require.Less(t, float64(after.HeapAlloc), float64(before.HeapAlloc)+1e6)

	exposed := gather(t, counters, histograms)
	require.LessOrEqual(t, len(exposed["c_total"].Metric), most+1)
	require.LessOrEqual(t, len(exposed["h"].Metric), most+1)
	total, overflow := 0., 0.
	for _, c := range exposed["c_total"].Metric {
		total += c.Counter.GetValue()
		if c.Label[0].GetValue() == "whit_overflow" && c.Label[1].GetValue() == "whit_overflow" {
			overflow = c.Counter.GetValue()
		}
	}
	require.EqualValues(t, events, total)
	require.GreaterOrEqual(t, overflow, float64(events-most))
	require.False(t, counters.DeleteLabelValues("whit_overflow", "whit_overflow"))
}
