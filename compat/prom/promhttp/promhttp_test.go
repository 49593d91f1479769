package promhttp_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	original "github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/prometheus/common/expfmt"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/compat/prom"
	"github.com/whitmetrics/whit/compat/prom/promhttp"
)

func newMetrics(t *testing.T, c whit.Config) *whit.Metrics {
	m, err := whit.New(c)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, m.Stop(context.Background())) })
	return m
}

var (
	opts   = prom.CounterOpts{Name: "requests_total", Help: "Requests."}
	labels = []string{"handler", "code", "method", "tenant"}
	given  = prom.Labels{"handler": "a"}
	tenant = promhttp.WithLabelFromRequest("tenant", func(r *http.Request) string { return r.URL.Query().Get("t") })
	teapot = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
)

func serve(h http.Handler, method, query string) {
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(method, "/?"+query, nil))
}

// The middleware counts in our vectors what it does in client_golang's: curried ones, and
// those without labels, too.
func TestInstrumentHandlerCounter(t *testing.T) {
	f := prom.On(newMetrics(t, whit.Config{}))
	theirs, ours := prometheus.NewCounterVec(opts, labels), f.NewCounterVec(opts, labels)
	bare := f.NewCounterVec(prom.CounterOpts{Name: "bare_total"}, nil)
	handlers := []http.Handler{
		original.InstrumentHandlerCounter(theirs.MustCurryWith(given), teapot, tenant),
		promhttp.InstrumentHandlerCounter(ours.MustCurryWith(given), promhttp.InstrumentHandlerCounter(bare, teapot), tenant),
	}
	r := prom.NewPedanticRegistry()
	r.MustRegister(ours)
	same := func() {
		t.Helper()
		for _, h := range handlers {
			serve(h, http.MethodGet, "t=x")
			serve(h, http.MethodGet, "t=x")
			serve(h, "ODD", "t=y")
		}
		require.Equal(t, 2., testutil.ToFloat64(theirs.WithLabelValues("a", "418", "get", "x")))
		want, err := testutil.CollectAndFormat(theirs, expfmt.TypeTextPlain, "requests_total")
		require.NoError(t, err)
		require.NoError(t, testutil.GatherAndCompare(r, strings.NewReader(string(want))))
	}
	same()
	theirs.Reset()
	ours.Reset()
	same() // from 0 on
	require.Equal(t, 6., testutil.ToFloat64(bare.WithLabelValues()))
}

func TestInstrumentRoundTripperCounter(t *testing.T) {
	f := prom.On(newMetrics(t, whit.Config{}))
	v := f.NewCounterVec(prom.CounterOpts{Name: "sent_total"}, []string{"code"})
	exemplar := promhttp.WithExemplarFromContext(func(context.Context) prom.Labels { return prom.Labels{"trace": "1"} })
	next := promhttp.RoundTripperFunc(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusTeapot, Request: r}, nil
	})
	_, err := promhttp.InstrumentRoundTripperCounter(v, next, exemplar).RoundTrip(httptest.NewRequest(http.MethodGet, "/", nil))
	require.NoError(t, err)
	r := prom.NewRegistry()
	r.MustRegister(v)
	families, err := r.Gather()
	require.NoError(t, err)
	require.Equal(t, 1., families[0].Metric[0].Counter.GetValue())
	require.Equal(t, "trace", families[0].Metric[0].Counter.Exemplar.Label[0].GetName())
}

// Labels that come with requests take no memory beyond the limit.
func TestFloodOfLabels(t *testing.T) {
	const requests = 20_000
	v := prom.On(newMetrics(t, whit.Config{MaxSeries: 100})).NewCounterVec(opts, []string{"tenant"})
	h := promhttp.InstrumentHandlerCounter(v, teapot, tenant)
	flood := func(from, to int) uint64 {
		for i := from; i < to; i++ {
			serve(h, http.MethodGet, fmt.Sprintf("t=%d%s", i, strings.Repeat("x", 200)))
		}
		var s runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&s)
		runtime.KeepAlive(h)
		return s.HeapAlloc
	}
	before := flood(0, requests/2)
	after := flood(requests/2, requests)
	require.Less(t, float64(after), float64(before)+1e6)
	r := prom.NewRegistry()
	r.MustRegister(v)
	families, err := r.Gather()
	require.NoError(t, err)
	require.Len(t, families[0].Metric, 101)
	total := 0.
	for _, m := range families[0].Metric {
		total += m.Counter.GetValue()
	}
	require.EqualValues(t, requests, total)
}

// Handler serves what is registered by default.
func TestHandler(t *testing.T) {
	w := httptest.NewRecorder()
	promhttp.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	require.Contains(t, w.Body.String(), "go_goroutines")
}
