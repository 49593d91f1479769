package whit_test

import (
	"context"
	"fmt"
	"time"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// The largest sample and its client: an exemplar. The hook has its own memory, which
// nobody else touches before Stop.
func ExampleOnSample() {
	metrics, _ := whit.New(whit.Config{SampleRate: 1})
	var slowest float64
	var by []byte
	size := metrics.Distribution("answer.size", whit.OnSample(func(s aggregate.Sample) {
		if s.Value > slowest {
			slowest, by = s.Value, append(by[:0], s.Client...) // Client is valid here only
		}
	}))
	size.RecordFor(512, "alice")
	size.RecordFor(4096, "bob")
	size.RecordFor(256, "carol")
	_ = metrics.Stop(context.Background())
	fmt.Printf("%g by %s\n", slowest, by)
	// Output: 4096 by bob
}

// What is kept of a series goes with it.
func ExampleOnRemoved() {
	metrics, _ := whit.New(whit.Config{SampleRate: 1})
	latest := make(map[*aggregate.Label]float64) // by series
	sizes := metrics.DistributionVec("answer.size", []string{"route"},
		whit.OnSample(func(s aggregate.Sample) { latest[&s.Labels[0]] = s.Value }),
		whit.OnRemoved(func(labels []aggregate.Label) {
			fmt.Println("gone:", labels)
			delete(latest, &labels[0])
		}))
	sizes.With("/").Record(512)
	sizes.With("/old").Record(256)
	_ = metrics.Flush(context.Background())
	sizes.Delete("/old")
	_ = metrics.Stop(context.Background())
	fmt.Println("kept:", len(latest))
	// Output:
	// gone: [route="/old"]
	// kept: 1
}

// A series that nobody uses for ten minutes goes, and makes room for another.
func ExampleSeriesTTL() {
	metrics, _ := whit.New(whit.Config{})
	defer metrics.Stop(context.Background())
	sessions := metrics.CounterVec("messages", []string{"room"}, whit.SeriesTTL(10*time.Minute))
	sessions.With("lobby").Inc()
	fmt.Println(len(metrics.Snapshot().Series("messages")))
	// Output: 1
}
