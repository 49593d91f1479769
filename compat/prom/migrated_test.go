package prom_test

import (
	"fmt"

	prometheus "github.com/whitmetrics/whit/compat/prom"
	"github.com/whitmetrics/whit/compat/prom/promauto"
)

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
