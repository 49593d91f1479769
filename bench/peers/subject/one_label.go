package subject

import (
	"sync"

	xsync "github.com/puzpuzpuz/xsync/v4"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

// oneLabel is the look-up of one label, in the libraries that have labels. IncFor stands
// beside it: clients are no series, but samples of them are kept.
func oneLabel() []Subject {
	return []Subject{
		{Library: "whit", Call: "CounterVec.With, Inc", Family: Labelled1, Role: Whit, Open: openWhitOne},
		{Library: "whit", Call: "Counter.IncFor", Family: Labelled1, Role: Beside, Open: openWhitIncFor, Note: "counts of clients are estimates"},
		{Library: "prometheus", Call: "CounterVec.WithLabelValues, Inc", Family: Labelled1, Role: Peer, Shared: true, Open: openPrometheusOne},
		{Library: "otel", Call: "Add with attributes", Family: Labelled1, Role: Peer, Shared: true, Open: openOtelOne},
		{Library: "xsync/v4", Call: "Map of Counters, Inc", Family: Labelled1, Role: Peer, Open: openXsyncOne},
		{Library: "mutex and map", Call: "of one label", Family: Labelled1, Role: Peer, Shared: true, Open: openMapOne},
	}
}

func openWhitOne() (*Instance, error) {
	v, i, err := newWhitVec("request")
	if err != nil {
		return nil, err
	}
	i.Run = func(w Work, n int) {
		for k := range w.Times(n) {
			v.With(both[k%combinations]).Inc()
		}
	}
	return i, nil
}

func openWhitIncFor() (*Instance, error) {
	m, i, err := newWhit("requests")
	if err != nil {
		return nil, err
	}
	c := m.Counter("requests")
	i.Run = func(w Work, n int) {
		for k := range w.Times(n) {
			c.IncFor(both[k%combinations])
		}
	}
	return i, nil
}

func openPrometheusOne() (*Instance, error) {
	v := newPrometheusVec("request")
	return gathered(v, func(w Work, n int) {
		for k := range w.Times(n) {
			v.WithLabelValues(both[k%combinations]).Inc()
		}
	})
}

func openOtelOne() (*Instance, error) {
	m, i := newOtel(nil)
	c, err := m.Int64Counter("requests")
	i.Run = func(w Work, n int) {
		for k := range w.Times(n) {
			c.Add(background, 1, metric.WithAttributes(attribute.String("request", both[k%combinations])))
		}
	}
	return i, err
}

func openXsyncOne() (*Instance, error) {
	m := xsync.NewMap[string, *xsync.Counter]()
	return &Instance{Run: func(w Work, n int) {
		for k := range w.Times(n) {
			c, ok := m.Load(both[k%combinations])
			if !ok {
				c, _ = m.LoadOrStore(both[k%combinations], xsync.NewCounter())
			}
			c.Inc()
		}
	}, Read: reading(func() float64 { return sumOfCounters(m) })}, nil
}

func openMapOne() (*Instance, error) {
	var mu sync.Mutex
	counts := make(map[string]uint64)
	return &Instance{Run: func(w Work, n int) {
		for k := range w.Times(n) {
			mu.Lock()
			counts[both[k%combinations]]++
			mu.Unlock()
		}
	}, Read: reading(func() float64 { return sumOf(counts) })}, nil
}
