package sample_test

import (
	"fmt"
	"time"

	"github.com/whitmetrics/whit/sample"
)

// The gap says which event is sampled next; the sample stands for Weight events.
func ExampleRate_Gap() {
	rate, random := sample.NewRate(0.03), sample.NewXorshift(1, 0)
	samples := 0
	for event := rate.Gap(&random); event <= 1_000_000; event += rate.Gap(&random) {
		samples++
	}
	fmt.Printf("%.3f of the events at p = %v\n", float64(samples)/1e6, rate.P())
	fmt.Printf("%.2f events a sample\n", rate.Weight())
	fmt.Println(sample.NewRate(0).Gap(&random) == sample.Never)
	// Output:
	// 0.030 of the events at p = 0.03
	// 33.33 events a sample
	// true
}

// Two shards of one seed have streams of their own.
func ExampleNewXorshift() {
	a, b := sample.NewXorshift(42, 0), sample.NewXorshift(42, 1)
	fmt.Println(a.Uint64() == b.Uint64())
	again := sample.NewXorshift(42, 0)
	again.Uint64()
	fmt.Println(a.Uint64() == again.Uint64())
	// Output:
	// false
	// true
}

func ExampleController() {
	now := time.Now()
	c := sample.Controller{Min: 0.01, Max: 0.15, Interval: 5 * time.Second}
	c.Start(now)
	fmt.Printf("%.3f nearly full: halved at once\n", c.Next(0.1, 0.97, now))
	fmt.Printf("%.3f too early for another change\n", c.Next(0.1, 0.2, now.Add(time.Second)))
	fmt.Printf("%.3f room to spare\n", c.Next(0.1, 0.2, now.Add(5*time.Second)))
	fmt.Printf("%.3f filling up\n", c.Next(0.1, 0.9, now.Add(10*time.Second)))
	// Output:
	// 0.050 nearly full: halved at once
	// 0.100 too early for another change
	// 0.120 room to spare
	// 0.070 filling up
}
