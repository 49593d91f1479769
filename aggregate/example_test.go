package aggregate_test

import (
	"context"
	"fmt"
	"math"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// exactly samples every event, so that the examples' output is the same each time.
func exactly() *whit.Metrics {
	m, err := whit.New(whit.Config{SampleRate: 1})
	if err != nil {
		panic(err)
	}
	return m
}

// total stops m, and returns the total of a metric.
func total(m *whit.Metrics, name string) aggregate.Total {
	_ = m.Stop(context.Background())
	t, _ := m.Snapshot().Total(name)
	return t
}

func ExampleEstimate_Known() {
	m, _ := whit.New(whit.Config{CountsOnly: true})
	m.Distribution("size").Record(12)
	size := total(m, "size")
	fmt.Println(size.Count, size.Sum.Known())
	// Output: 1 false
}

func ExampleTotal_TopClients() {
	m := exactly()
	size := m.Distribution("size")
	for range 30 {
		size.RecordFor(2, "ada")
		size.RecordFor(1, "bob")
	}
	for range 10 {
		size.RecordFor(1, "bob")
	}
	for _, c := range total(m, "size").TopClients(10) {
		fmt.Println(c.Client, c.Count.Value, c.Sum.Value)
	}
	// Output:
	// bob 40 40
	// ada 30 60
}

func ExampleTotal_Tail() {
	m := exactly()
	m.Distribution("size").Record(12)
	threshold, takenAll := total(m, "size").Tail()
	fmt.Println(math.IsInf(threshold, 1), takenAll) // where all are sampled there is none
	// Output: true 0
}

func ExampleTotal_Reliable() {
	m, _ := whit.New(whit.Config{CountsOnly: true})
	m.Distribution("size").Record(12)
	ok, reason := total(m, "size").Reliable()
	fmt.Println(ok, reason)
	// Output: false 0 of 1 events sampled: want 3 or more
}

func ExampleTotal_Buckets() {
	m := exactly()
	for _, v := range []float64{0, 4, 4, 4.1} {
		m.Distribution("size").Record(v)
	}
	b := total(m, "size").Buckets()
	fmt.Println(b.Count, b.ZeroCount)
	base := math.Exp2(1 / math.Exp2(float64(b.Scale)))
	for i, n := range b.Positive.Counts {
		end := math.Pow(base, float64(b.Positive.Offset+i+1))
		fmt.Printf("%d up to %.2f\n", n, end)
	}
	// Output:
	// 4 1
	// 2 up to 4.00
	// 0 up to 4.09
	// 1 up to 4.18
}

func ExampleMerge() {
	east, west := exactly(), exactly()
	east.Distribution("size").Record(1)
	west.Distribution("size").Record(2)
	west.Distribution("size").Record(3)
	total(east, "size")
	total(west, "size")
	both, err := aggregate.Merge(east.Snapshot(), west.Snapshot())
	if err != nil {
		panic(err)
	}
	size, _ := both.Total("size")
	fmt.Println(size.Count, size.Sum.Value, size.Max)
	// Output: 3 6 3
}
