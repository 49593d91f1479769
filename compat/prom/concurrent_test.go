package prom_test

import (
	"fmt"
	"runtime"
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

	stop := make(chan struct{})
	var scrapers, recorders sync.WaitGroup
	for range 2 {
		scrapers.Go(func() {
			last := make(map[string]float64)
			for {
				select {
				case <-stop:
					return
				default:
					neverBack(t, r, last)
				}
			}
		})
	}
	for g := range goroutines {
		recorders.Go(func() {
			for i := range rounds {
				label := fmt.Sprint(i, g%4)
				counters.WithLabelValues(label).Inc()
				counters.WithLabelValues("half").Add(.5)
				histograms.WithLabelValues(label).Observe(float64(i))
				gauges.WithLabelValues(label).Inc()
				m.Counter(fmt.Sprintf("own.%d.%d", i%30, g%4)).Inc()
			}
		})
	}
	recorders.Wait()
	close(stop)
	scrapers.Wait()

	last := make(map[string]float64)
	neverBack(t, r, last)
	total := 0.
	for series, v := range last {
		if series[:2] == "c_" {
			total += v
		}
	}
	require.Equal(t, 1.5*goroutines*rounds, total)
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
			series := fmt.Sprint(f.GetName(), m.Label)
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
