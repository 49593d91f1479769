package prom_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/compat/prom"
	prometheus "github.com/whitmetrics/whit/compat/prom"
	"github.com/whitmetrics/whit/compat/prom/promauto"
)

func ExampleNewCollector() {
	metrics, err := whit.New(whit.Config{})
	if err != nil {
		log.Fatal(err)
	}
	metrics.Counter("http.requests").Inc()
	metrics.Timer("http.latency").Observe(20 * time.Millisecond)

	registry := prom.NewRegistry()
	registry.MustRegister(prom.NewCollector(metrics, prom.WithoutMeta()))
	http.Handle("/metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))

	families, err := registry.Gather()
	fmt.Println(err)
	for _, f := range families {
		fmt.Println(f.GetName(), f.GetType())
	}
	fmt.Println(metrics.Stop(context.Background()))
	// Output:
	// <nil>
	// http_latency_seconds HISTOGRAM
	// http_requests_total COUNTER
	// <nil>
}

// Code written for client_golang: its imports alone are new.
func Example_migrated() {
	registry := prometheus.NewRegistry()
	factory := promauto.With(registry)
	requests := factory.NewCounterVec(prometheus.CounterOpts{
		Name: "app_requests_total",
		Help: "Requests served.",
	}, []string{"code"})
	latency := factory.NewHistogram(prometheus.HistogramOpts{
		Name:    "app_latency_seconds",
		Help:    "Time that a request takes.",
		Buckets: prometheus.DefBuckets,
	})

	timer := prometheus.NewTimer(latency)
	requests.WithLabelValues("200").Inc()
	timer.ObserveDuration()

	families, err := registry.Gather()
	fmt.Println(len(families), err)
	fmt.Println(families[1].GetName(), families[1].Metric[0].Counter.GetValue())
	// Output:
	// 2 <nil>
	// app_requests_total 1
}
