package subject

import (
	"github.com/cockroachdb/crlib/crsync"
	xsyncv3 "github.com/puzpuzpuz/xsync/v3"
	xsyncv4 "github.com/puzpuzpuz/xsync/v4"
)

// This file has counters that are spread over several words.

func xsyncs() []Subject {
	return []Subject{
		{Library: "xsync/v3", Call: "Counter.Inc", Family: Count, Role: Peer, Open: openXsyncV3},
		{Library: "xsync/v4", Call: "Counter.Inc", Family: Count, Role: Peer, Open: openXsyncV4},
		{Library: "xsync/v4", Call: "Map of Counters, Inc", Family: Labelled, Role: Peer, Open: openXsyncMap},
	}
}

func crlib() []Subject {
	return []Subject{{Library: "crsync", Call: "Counter.Add", Family: Count, Role: Peer, Open: openCrsync}}
}

func openXsyncV3() (*Instance, error) {
	c := xsyncv3.NewCounter()
	return &Instance{Run: func(w Work, n int) {
		for range w.Times(n) {
			c.Inc()
		}
	}, Read: reading(func() float64 { return float64(c.Value()) })}, nil
}

func openXsyncV4() (*Instance, error) {
	c := xsyncv4.NewCounter()
	return &Instance{Run: func(w Work, n int) {
		for range w.Times(n) {
			c.Inc()
		}
	}, Read: reading(func() float64 { return float64(c.Value()) })}, nil
}

func openCrsync() (*Instance, error) {
	c := crsync.MakeCounter()
	return &Instance{Run: func(w Work, n int) {
		for range w.Times(n) {
			c.Add(1)
		}
	}, Read: reading(func() float64 { return float64(c.Get()) })}, nil
}

func openXsyncMap() (*Instance, error) {
	m := xsyncv4.NewMap[[2]string, *xsyncv4.Counter]()
	return &Instance{Run: func(w Work, n int) {
		for k := range w.Times(n) {
			key := [2]string{methods[k%combinations], routes[k%combinations]}
			c, ok := m.Load(key)
			if !ok {
				c, _ = m.LoadOrStore(key, xsyncv4.NewCounter())
			}
			c.Inc()
		}
	}, Read: reading(func() float64 { return sumOfCounters(m) })}, nil
}

func sumOfCounters[K comparable](m *xsyncv4.Map[K, *xsyncv4.Counter]) (sum float64) {
	m.Range(func(_ K, c *xsyncv4.Counter) bool {
		sum += float64(c.Value())
		return true
	})
	return sum
}
