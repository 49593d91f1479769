package prom_test

import (
	"context"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	original "github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/compat/prom"
	"github.com/whitmetrics/whit/compat/prom/promauto"
)

// inPackage is made before main, as most metrics are.
var inPackage = promauto.NewCounter(prom.CounterOpts{Name: "in_package_total", Help: "Made before main."})

func TestMain(m *testing.M) {
	status := m.Run()
	if err := prom.Default().Stop(context.Background()); err != nil {
		panic(err)
	}
	os.Exit(status)
}

func TestDefault(t *testing.T) {
	before := testutil.ToFloat64(inPackage) // this may not be the first run
	inPackage.Add(2)
	count, err := testutil.GatherAndCount(original.DefaultGatherer, "in_package_total")
	require.NoError(t, err)
	require.Equal(t, 1, count)
	require.EqualValues(t, before+2, prom.Default().Counter("in_package_total").Count())
	require.Same(t, prom.Default(), prom.Default())
	require.Panics(t, func() { prom.SetDefault(newMetrics(t, whit.Config{})) })
}

func TestPromauto(t *testing.T) {
	r := prom.NewRegistry()
	f := promauto.On(prom.On(newMetrics(t, whit.Config{})), r)
	f.NewCounter(prom.CounterOpts{Name: "a_total", Help: "A."}).Inc()
	f.NewCounterVec(prom.CounterOpts{Name: "b_total", Help: "B."}, []string{"x"}).WithLabelValues("").Inc()
	f.NewGauge(prom.GaugeOpts{Name: "c", Help: "C."}).SetToCurrentTime()
	f.NewGaugeVec(prom.GaugeOpts{Name: "d", Help: "D."}, []string{"x"}).WithLabelValues("").Dec()
	f.NewHistogram(prom.HistogramOpts{Name: "e", Help: "E."}).Observe(1)
	f.NewHistogramVec(prom.HistogramOpts{Name: "f", Help: "F."}, []string{"x"}).WithLabelValues("").Observe(1)
	f.NewSummary(prom.SummaryOpts{Name: "g", Help: "G."}).Observe(1)
	f.NewSummaryVec(prom.SummaryOpts{Name: "h", Help: "H."}, []string{"x"}).WithLabelValues("").Observe(1)
	f.NewGaugeFunc(prom.GaugeOpts{Name: "i", Help: "I."}, func() float64 { return 1 })
	f.NewCounterFunc(prom.CounterOpts{Name: "j_total", Help: "J."}, func() float64 { return 1 })
	f.NewUntypedFunc(prom.UntypedOpts{Name: "k", Help: "K."}, func() float64 { return 1 })
	families, err := r.Gather()
	require.NoError(t, err)
	require.Len(t, families, 11)
	problems, err := testutil.GatherAndLint(r)
	require.NoError(t, err)
	require.Empty(t, problems)

	require.Panics(t, func() { f.NewCounter(prom.CounterOpts{Name: "a_total", Help: "A."}) })
	promauto.With(nil).NewCounter(prom.CounterOpts{Name: "a_total", Help: "A."})
}

// whit's figures on itself, and they alone, have a place beside the drop-in's metrics.
func TestMetaBesideDropIns(t *testing.T) {
	m := newMetrics(t, whit.Config{MaxSeries: 1})
	r := prom.NewPedanticRegistry()
	f := promauto.On(prom.On(m), r)
	f.NewCounter(prom.CounterOpts{Name: "jobs_total", Help: "Jobs."}).Inc()
	f.NewHistogram(prom.HistogramOpts{Name: "size", Help: "Sizes."}).Observe(math.NaN())
	gauges := f.NewGaugeVec(prom.GaugeOpts{Name: "open", Help: "Open."}, []string{"x"})
	for _, x := range []string{"a", "b", "c"} {
		gauges.WithLabelValues(x).Set(1)
	}
	gauges.WithLabelValues("a").Set(math.Inf(1))
	old := gauges.WithLabelValues("a")
	gauges.DeleteLabelValues("a")
	old.Set(1)
	require.NoError(t, r.Register(prom.NewMetaCollector(m)))
	require.Error(t, r.Register(prom.NewMetaCollector(m)))
	require.NoError(t, testutil.GatherAndCompare(r, strings.NewReader(`
# HELP jobs_total Jobs.
# TYPE jobs_total counter
jobs_total 1
# HELP whit_detached_total Events on series that had been deleted or had expired: nothing else has them.
# TYPE whit_detached_total counter
whit_detached_total 1
# HELP whit_overflowed_total Times that a family had no room for a series that was asked for.
# TYPE whit_overflowed_total counter
whit_overflowed_total 2
# HELP whit_rejected_total Values that were refused: not a number, infinite, or a negative duration.
# TYPE whit_rejected_total counter
whit_rejected_total 2
`), "jobs_total", "whit_detached_total", "whit_overflowed_total", "whit_rejected_total"))
	problems, err := testutil.GatherAndLint(r)
	require.NoError(t, err)
	require.Empty(t, problems)
	exposed := gather(t, prom.NewMetaCollector(m))
	for name := range exposed {
		require.Regexp(t, "^whit_", name)
	}
	require.Contains(t, exposed, "whit_dropped_total")
}

// promhttp's instrumentation works on the vectors.
func TestInstrumentHandler(t *testing.T) {
	f := prom.On(newMetrics(t, everyEvent))
	requests := f.NewCounterVec(prom.CounterOpts{Name: "requests_total"}, []string{"code", "method"})
	latency := f.NewHistogramVec(prom.HistogramOpts{Name: "latency_seconds"}, []string{"code"})
	open := f.NewGauge(prom.GaugeOpts{Name: "open"})
	var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	h = promhttp.InstrumentHandlerDuration(latency, h)
	h = promhttp.InstrumentHandlerCounter(requests.Prometheus(), h)
	h = promhttp.InstrumentHandlerInFlight(open, h)
	for range 3 {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
	}
	require.Equal(t, 3., testutil.ToFloat64(requests.WithLabelValues("418", "get")))
	require.Equal(t, 1, testutil.CollectAndCount(latency))
	require.Equal(t, 0., testutil.ToFloat64(open))
}
