package subject

import (
	"context"
	"expvar"
	"sync"
	"sync/atomic"
	"time"

	"github.com/whitmetrics/whit/bench/rival"
	"golang.org/x/sys/cpu"
)

// byHand are the metrics that one writes with the standard library alone.
func byHand() []Subject {
	const mutex = "mutex and map"
	return []Subject{
		{Library: "sync/atomic", Call: "Uint64.Add", Family: Count, Role: Peer, Shared: true, Open: openAtomic, Note: "alone on its cache line"},
		{Library: "expvar", Call: "Int.Add", Family: Count, Role: Peer, Shared: true, Open: openExpvarInt},
		{Library: "expvar", Call: "Map.Add", Family: Labelled, Role: Peer, Shared: true, Open: openExpvarMap, Note: "labels joined into the key on each event"},
		{Library: mutex, Call: "Inc", Family: Count, Role: Peer, Shared: true, Open: openRivalInc},
		{Library: mutex, Call: "of two labels", Family: Labelled, Role: Peer, Shared: true, Open: openLabelledMap},
		{Library: mutex, Call: "Record", Family: Value, Role: Peer, Shared: true, Open: openRivalRecord, Summary: true, Note: "count, sum, least and largest only"},
		{Library: mutex, Call: "Since", Family: Timing, Role: Peer, Shared: true, Open: openRivalSince, Summary: true, Note: "count, sum, least and largest only"},
	}
}

// alone is a word with cache lines of its own.
type alone struct {
	_ cpu.CacheLinePad
	n atomic.Uint64
	_ cpu.CacheLinePad
}

func openAtomic() (*Instance, error) {
	c := new(alone)
	return &Instance{Run: func(w Work, n int) {
		for range w.Times(n) {
			c.n.Add(1)
		}
	}, Read: reading(func() float64 { return float64(c.n.Load()) })}, nil
}

func openExpvarInt() (*Instance, error) {
	v := new(expvar.Int)
	return &Instance{Run: func(w Work, n int) {
		for range w.Times(n) {
			v.Add(1)
		}
	}, Read: reading(func() float64 { return float64(v.Value()) })}, nil
}

func openExpvarMap() (*Instance, error) {
	m := new(expvar.Map).Init()
	return &Instance{Run: func(w Work, n int) {
		for k := range w.Times(n) {
			m.Add(methods[k%combinations]+" "+routes[k%combinations], 1)
		}
	}, Read: reading(func() (sum float64) {
		m.Do(func(kv expvar.KeyValue) { sum += float64(kv.Value.(*expvar.Int).Value()) })
		return sum
	})}, nil
}

func openRivalInc() (*Instance, error) {
	m := rival.New()
	return &Instance{Run: func(w Work, n int) {
		for range w.Times(n) {
			m.Inc("requests")
		}
	}, Read: reading(func() float64 { return float64(m.Count("requests")) })}, nil
}

func openLabelledMap() (*Instance, error) {
	var mu sync.Mutex
	counts := make(map[[2]string]uint64)
	return &Instance{Run: func(w Work, n int) {
		for k := range w.Times(n) {
			mu.Lock()
			counts[[2]string{methods[k%combinations], routes[k%combinations]}]++
			mu.Unlock()
		}
	}, Read: reading(func() float64 { return sumOf(counts) })}, nil
}

func sumOf[K comparable](counts map[K]uint64) (sum float64) {
	for _, c := range counts {
		sum += float64(c)
	}
	return sum
}

func openRivalRecord() (*Instance, error) {
	m := rival.New()
	return &Instance{Run: func(w Work, n int) {
		for k := range w.Times(n) {
			m.Record("bytes", size(k))
		}
	}, Read: reading(func() float64 { return float64(m.Count("bytes")) })}, nil
}

func openRivalSince() (*Instance, error) {
	m := rival.New()
	return &Instance{Run: func(w Work, n int) {
		for range w.Times(n) {
			m.Since("took", time.Now())
		}
	}, Read: reading(func() float64 { return float64(m.Count("took")) })}, nil
}

// reading is a reading that cannot fail.
func reading(of func() float64) func(context.Context) (float64, error) {
	return func(context.Context) (float64, error) { return of(), nil }
}
