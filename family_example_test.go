package whit_test

import (
	"context"
	"fmt"
	"time"

	"github.com/whitmetrics/whit"
)

func ExampleMetrics_CounterVec() {
	metrics, _ := whit.New(whit.Config{MaxSeries: 2})
	defer metrics.Stop(context.Background())
	requests := metrics.CounterVec("http.requests", []string{"method", "code"})
	requests.With("GET", "200").Inc()
	requests.With("GET", "404").Inc()
	requests.With("GET", "200").Inc()
	requests.With("BREW", "418").Inc() // beyond MaxSeries
	for _, t := range metrics.Snapshot().Series("http.requests") {
		fmt.Println(t.Labels, t.Count)
	}
	// Output:
	// [method="GET" code="200"] 2
	// [method="GET" code="404"] 1
	// [whit_overflow="true"] 1
}

func ExampleMetrics_DistributionVec() {
	metrics, _ := whit.New(whit.Config{SampleRate: 1})
	sizes := metrics.DistributionVec("answer.size", []string{"route"}, whit.Unit("bytes"))
	index := sizes.With("/") // a handle may be kept
	index.Record(512)
	index.Record(256)
	_ = metrics.Stop(context.Background())
	for _, t := range metrics.Snapshot().Series("answer.size") {
		fmt.Println(t.Label("route"), t.Count, t.Mean.Value, t.Unit)
	}
	// Output: / 2 384 bytes
}

func ExampleMetrics_TimerVec() {
	metrics, _ := whit.New(whit.Config{SampleRate: 1})
	queries := metrics.TimerVec("query", []string{"table"})
	queries.With("users").Observe(2 * time.Second)
	span := queries.With("orders").Start()
	span.End()
	_ = metrics.Stop(context.Background())
	for _, t := range metrics.Snapshot().Series("query") {
		fmt.Println(t.Label("table"), t.Count, t.Max >= 2)
	}
	// Output:
	// users 1 true
	// orders 1 false
}

func ExampleMetrics_GaugeVec() {
	metrics, _ := whit.New(whit.Config{})
	defer metrics.Stop(context.Background())
	depth := metrics.GaugeVec("queue.depth", []string{"queue"})
	depth.With("mail").Set(3)
	depth.With("sms").Set(1)
	depth.Delete("sms")
	for _, t := range metrics.Snapshot().Series("queue.depth") {
		fmt.Println(t.Label("queue"), t.Value)
	}
	// Output: mail 3
}
