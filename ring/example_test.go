package ring_test

import (
	"fmt"

	"github.com/whitmetrics/whit/ring"
)

// A producer and a consumer: each is one goroutine at a time.
func Example() {
	r := ring.New(100, ring.DropNewest)
	for i := range 3 {
		e := ring.Event{Client: "ada", Value: float64(i), Weight: 33}
		if out := r.Push(&e, false); !out.Stored {
			fmt.Println("full")
		}
	}
	fmt.Println(r.Len(), "of", r.Cap(), "slots taken")

	n := r.Drain(func(batch []ring.Event) {
		for _, e := range batch {
			fmt.Println(e.Client, e.Value, "stands for", e.Weight)
		}
	})
	fmt.Println(n, "drained,", r.Pushed(), "ever pushed")
	// Output:
	// 3 of 128 slots taken
	// ada 0 stands for 33
	// ada 1 stands for 33
	// ada 2 stands for 33
	// 3 drained, 3 ever pushed
}

// The last eighth of the slots is for urgent events. Under DropOldest a full ring
// makes room for the newest.
func ExampleRing_Push() {
	r := ring.New(ring.MinCapacity, ring.DropOldest)
	var e ring.Event
	for i := range 56 {
		e.Metric = uint32(i)
		if r.Push(&e, false).Wake {
			fmt.Println("past half with event", i)
		}
	}
	out := r.Push(&e, false)
	fmt.Println("stored:", out.Stored, "evicted:", out.Evicted, "victim:", out.Victim)
	out = r.Push(&e, true)
	fmt.Println("stored:", out.Stored, "evicted:", out.Evicted)
	// Output:
	// past half with event 32
	// stored: true evicted: true victim: 0
	// stored: true evicted: false
}

// A producer may write into the slot itself.
func ExampleRing_Reserve() {
	r := ring.New(ring.MinCapacity, ring.DropNewest)
	if slot, out := r.Reserve(false); out.Stored {
		slot.Client, slot.Value = "ada", 7
		r.Commit()
	}
	r.Drain(func(batch []ring.Event) { fmt.Println(batch[0].Client, batch[0].Value) })
	// Output: ada 7
}

func ExampleCapacity() {
	fmt.Println(ring.Capacity(1000), ring.Capacity(1), ring.Capacity(1e9) == ring.MaxCapacity)
	// Output: 1024 64 true
}

func ExamplePolicy() {
	for _, p := range []ring.Policy{ring.DropNewest, ring.DropOldest, 7} {
		fmt.Println(p, p.Valid())
	}
	// Output:
	// drop_newest true
	// drop_oldest true
	// Policy(7) false
}

func ExampleRing_Bytes() {
	fmt.Println(ring.New(2048, ring.DropNewest).Bytes() < 90_000)
	// Output: true
}
