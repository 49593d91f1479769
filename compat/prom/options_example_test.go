package prom_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/compat/prom"
)

// What a collector exposes besides, on request.
func ExampleNewCollector_options() {
	metrics, _ := whit.New(whit.Config{SampleRate: 1})
	defer metrics.Stop(context.Background())
	clients := prom.NewExemplars("client")
	size := metrics.Distribution("answer.size", whit.Unit("bytes"), clients.Option())
	size.RecordFor(512, "alice")
	size.RecordFor(4096, "bob")
	metrics.Gauge("queue.length").Set(3)

	registry := prom.NewRegistry()
	registry.MustRegister(prom.NewCollector(metrics, prom.WithoutMeta(),
		prom.WithFlush(time.Second), // of this moment
		prom.WithClassicBuckets([]float64{1024, 8192}),
		prom.WithEvents(), prom.WithErrors(), prom.WithMax(), prom.WithExemplars(clients)))
	families, _ := registry.Gather()
	for _, f := range families {
		fmt.Println(f.GetName())
		if h := f.GetMetric()[0].GetHistogram(); h != nil {
			for _, b := range h.GetBucket() {
				fmt.Println("  up to", b.GetUpperBound(), b.GetCumulativeCount(), b.GetExemplar().GetLabel()[0].GetValue())
			}
		}
	}
	// Output:
	// answer_size_bytes
	//   up to 1024 1 alice
	//   up to 8192 2 bob
	// answer_size_bytes_sum_stderr
	// answer_size_events_total
	// queue_length
	// queue_length_max
}

// A name that is another metric's is refused, and the rest is exposed.
func ExampleWithRefused() {
	metrics, _ := whit.New(whit.Config{})
	defer metrics.Stop(context.Background())
	metrics.Gauge("a.b").Set(1)
	metrics.Gauge("a/b").Set(2)
	registry := prom.NewRegistry()
	registry.MustRegister(prom.NewCollector(metrics, prom.WithoutMeta(), prom.WithRefused(func(err error) { fmt.Println(err) })))
	families, err := registry.Gather()
	fmt.Println(len(families), err)
	// Output:
	// prom: metric "a/b": its name a_b in Prometheus is that of "a.b": want another name
	// 1 <nil>
}

// The constructors on a whit.Metrics of the program's own, and whit's figures beside them.
func ExampleOn() {
	metrics, _ := whit.New(whit.Config{})
	defer metrics.Stop(context.Background())
	jobs := prom.On(metrics).NewCounterVec(prom.CounterOpts{Name: "jobs_total", Help: "Jobs that are done."}, []string{"queue"})
	jobs.WithLabelValues("mail").Add(2.5) // fractions are kept

	registry := prom.NewRegistry()
	registry.MustRegister(jobs, prom.NewMetaCollector(metrics))
	families, _ := registry.Gather()
	for _, f := range families {
		if m := f.GetMetric()[0]; f.GetName() == "jobs_total" {
			fmt.Println(f.GetName(), m.GetLabel()[0].GetValue(), m.GetCounter().GetValue())
		} else if strings.HasPrefix(f.GetName(), "whit_rejected") {
			fmt.Println(f.GetName(), m.GetCounter().GetValue())
		}
	}
	// Output:
	// jobs_total mail 2.5
	// whit_rejected_total 0
}
