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
