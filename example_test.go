package whit_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/whitmetrics/whit"
)

func Example() {
	metrics, err := whit.New(whit.Config{})
	if err != nil {
		log.Fatal(err)
	}
	requests, latency := metrics.Counter("http.requests"), metrics.Timer("http.latency")
	for range 1000 {
		span := latency.Start()
		requests.Inc() // and whatever else there is to do
		span.End()
	}
	_ = metrics.Stop(context.Background())
	for _, total := range metrics.Snapshot().Totals {
		fmt.Println(total.Name, total.Count)
	}
	// Output:
	// http.requests 1000
	// http.latency 1000
}

// newMetrics returns a Metrics that samples every event, so that examples have
// exact sums to show. A server would leave SampleRate alone.
func newMetrics() *whit.Metrics {
	metrics, err := whit.New(whit.Config{SampleRate: 1})
	if err != nil {
		log.Fatal(err)
	}
	return metrics
}

// A bad configuration is refused with all that is wrong with it.
func ExampleNew() {
	_, err := whit.New(whit.Config{SampleRate: 2, BufferSize: -1})
	fmt.Println(err)
	// Output:
	// whit: Config.SampleRate is 2: want a number from 1e-06 to 1
	// whit: Config.BufferSize is -1: want 1 to 4194304
}

func ExampleDefaultConfig() {
	c := whit.DefaultConfig()
	fmt.Println(c.SampleRate, c.MinSampleRate, c.MaxSampleRate, c.BufferSize, c.FlushInterval)
	// Output: 0.03 0.01 0.15 2000 2s
}

func ExampleConfigFromEnv() {
	os.Setenv("METRICS_SAMPLE_RATE", "0.05")
	defer os.Unsetenv("METRICS_SAMPLE_RATE")
	c, err := whit.ConfigFromEnv()
	fmt.Println(c.SampleRate, c.FlushInterval, err)

	os.Setenv("METRICS_SAMPLE_RATE", "5 %")
	_, err = whit.ConfigFromEnv()
	fmt.Println(err)
	// Output:
	// 0.05 2s <nil>
	// whit: METRICS_SAMPLE_RATE="5 %": want a number from 1e-06 to 1, or 0 for counts only
}

func ExampleCounter() {
	metrics := newMetrics()
	defer metrics.Stop(context.Background())

	messages := metrics.Counter("messages", whit.Help("Messages received."))
	messages.Inc()
	messages.Add(10)
	messages.IncFor("ada")

	total, _ := metrics.Snapshot().Total("messages")
	fmt.Println(total.Count, total.Kind, total.Help)
	// Output: 12 counter Messages received.
}

// A goroutine that counts much has a handle of its own.
func ExampleCounter_Local() {
	metrics := newMetrics()
	defer metrics.Stop(context.Background())

	messages := metrics.Counter("messages").Local()
	for range 1000 {
		messages.Inc()
	}
	messages.Add(500)
	messages.Close()

	total, _ := metrics.Snapshot().Total("messages")
	fmt.Println(total.Count)
	// Output: 1500
}

func ExampleDistribution() {
	metrics := newMetrics()
	size := metrics.Distribution("message.size", whit.Unit("bytes"))
	size.Record(100)
	size.RecordFor(300, "ada")
	_ = metrics.Stop(context.Background())

	total, _ := metrics.Snapshot().Total("message.size")
	fmt.Println(total.Count, total.Sum.Value, total.Mean.Value, total.Max, total.Unit)
	// Output: 2 400 200 300 bytes
}

func ExampleDistribution_Local() {
	metrics := newMetrics()
	size := metrics.Distribution("message.size").Local()
	for range 100 {
		size.Record(100)
		size.RecordFor(300, "ada")
	}
	size.Close()
	_ = metrics.Stop(context.Background())

	total, _ := metrics.Snapshot().Total("message.size")
	fmt.Println(total.Count, total.Mean.Value)
	// Output: 200 200
}

func ExampleTimer() {
	metrics := newMetrics()
	latency := metrics.Timer("latency")
	func() {
		defer latency.StartFor("ada").End()
	}()
	latency.Observe(250 * time.Millisecond) // measured elsewhere
	_ = metrics.Stop(context.Background())

	total, _ := metrics.Snapshot().Total("latency")
	fmt.Println(total.Count, total.Max, total.Unit)
	// Output: 2 0.25 seconds
}

func ExampleGauge() {
	metrics := newMetrics()
	defer metrics.Stop(context.Background())

	connections := metrics.Gauge("connections")
	connections.Set(10)
	connections.Add(-4)

	total, _ := metrics.Snapshot().Total("connections")
	fmt.Println(total.Value, "now,", total.Max, "at most")
	// Output: 6 now, 10 at most
}

// What is rare and matters is never sampled away, at any rate.
func ExampleCritical() {
	metrics, err := whit.New(whit.Config{SampleRate: 0.01, Seed: 1})
	if err != nil {
		log.Fatal(err)
	}
	lost := metrics.Distribution("orders.lost", whit.Critical())
	for range 20 {
		lost.Record(99.5)
	}
	_ = metrics.Stop(context.Background())

	total, _ := metrics.Snapshot().Total("orders.lost")
	fmt.Println(total.Sampled, "of", total.Count, "sampled, worth", total.Sum.Value)
	// Output: 20 of 20 sampled, worth 1990
}

func ExampleMetrics_Flush() {
	metrics := newMetrics()
	metrics.Distribution("size").Record(100)
	fmt.Println(metrics.Flush(context.Background()))
	total, _ := metrics.Snapshot().Total("size")
	fmt.Println(total.Sum.Value)

	fmt.Println(metrics.Stop(context.Background()))
	fmt.Println(metrics.Flush(context.Background()) == whit.ErrStopped)
	// Output:
	// <nil>
	// 100
	// <nil>
	// true
}

func ExampleMetrics_Snapshot() {
	metrics, err := whit.New(whit.Config{SampleRate: 1, NoMeta: true})
	if err != nil {
		log.Fatal(err)
	}
	metrics.Distribution("size").Record(100)
	_ = metrics.Stop(context.Background())

	total, _ := metrics.Snapshot().Total("size")
	text, _ := json.MarshalIndent(total.Sum, "", "  ")
	fmt.Println(total.Count, string(text))
	// Output:
	// 1 {
	//   "value": 100,
	//   "std_err": 0,
	//   "low": 100,
	//   "high": 100
	// }
}

func ExampleMetrics_Distribution_quantile() {
	metrics := newMetrics()
	size := metrics.Distribution("size")
	for i := range 100 {
		size.Record(float64(i + 1))
	}
	_ = metrics.Stop(context.Background())

	total, _ := metrics.Snapshot().Total("size")
	median := total.Quantile(.5)
	fmt.Printf("%.0f, between %.0f and %.0f\n", median.Value, median.Low, median.High)
	// Output: 50, between 49 and 50
}
