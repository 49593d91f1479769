package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

// scope is the instrumentation scope of the server's instruments.
const scope = "shop"

// server knows nothing of whit: it records through OpenTelemetry.
type server struct {
	requests metric.Int64Counter
	active   metric.Int64UpDownCounter
	latency  metric.Float64Histogram
}

func newServer() (s server, err error) {
	meter := otel.Meter(scope)
	if s.requests, err = meter.Int64Counter("http.server.requests", metric.WithUnit("{request}"),
		metric.WithDescription("Requests that were answered.")); err != nil {
		return s, err
	}
	if s.active, err = meter.Int64UpDownCounter("http.server.active_requests", metric.WithUnit("{request}")); err != nil {
		return s, err
	}
	s.latency, err = meter.Float64Histogram("http.server.request.duration", metric.WithUnit("s"))
	return s, err
}

// routes returns what the server serves. Attribute sets are bound once to a route.
func (s server) routes() http.Handler {
	mux := http.NewServeMux()
	for route, work := range map[string]int{"/orders": 2_000, "/items": 200} {
		mux.Handle("GET "+route, s.measured(route, func(w http.ResponseWriter, _ *http.Request) {
			x := 0
			for range rand.IntN(work) {
				x ^= rand.Int()
			}
			fmt.Fprintln(w, x)
		}))
	}
	return mux
}

func (s server) measured(route string, h http.HandlerFunc) http.Handler {
	bound := metric.WithAttributeSet(attribute.NewSet(
		attribute.String("http.request.method", http.MethodGet), attribute.String("http.route", route)))
	add, record := []metric.AddOption{bound}, []metric.RecordOption{bound}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.active.Add(r.Context(), 1, add...)
		start := time.Now()
		h(w, r)
		s.latency.Record(r.Context(), time.Since(start).Seconds(), record...)
		s.requests.Add(r.Context(), 1, add...)
		s.active.Add(r.Context(), -1, add...)
	})
}
