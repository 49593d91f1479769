package prom_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
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
	inPackage.Add(2)
	count, err := testutil.GatherAndCount(original.DefaultGatherer, "in_package_total")
	require.NoError(t, err)
	require.Equal(t, 1, count)
	require.EqualValues(t, 2, prom.Default().Counter("in_package_total").Count())
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
