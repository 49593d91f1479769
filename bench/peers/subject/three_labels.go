package subject

import (
	"sync"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

// threeLabels is the look-up of three labels, in the libraries that have labels.
func threeLabels() []Subject {
	return []Subject{
		{Library: "whit", Call: "CounterVec.With, Inc", Family: Labelled3, Role: Whit, Open: openWhitThree},
		{Library: "prometheus", Call: "CounterVec.WithLabelValues, Inc", Family: Labelled3, Role: Peer, Shared: true, Open: openPrometheusThree},
		{Library: "otel", Call: "Add with attributes", Family: Labelled3, Role: Peer, Shared: true, Open: openOtelThree},
		{Library: "mutex and map", Call: "of three labels", Family: Labelled3, Role: Peer, Shared: true, Open: openMapThree},
	}
}

func openWhitThree() (*Instance, error) {
	v, i, err := newWhitVec("method", "route", "code")
	if err != nil {
		return nil, err
	}
	i.Run = func(w Work, n int) {
		for k := range w.Times(n) {
			v.With(methods[k%combinations], routes[k%combinations], codes[k%combinations]).Inc()
		}
	}
	return i, nil
}

func openPrometheusThree() (*Instance, error) {
	v := newPrometheusVec("method", "route", "code")
	return gathered(v, func(w Work, n int) {
		for k := range w.Times(n) {
			v.WithLabelValues(methods[k%combinations], routes[k%combinations], codes[k%combinations]).Inc()
		}
	})
}

func openOtelThree() (*Instance, error) {
	m, i := newOtel(nil)
	c, err := m.Int64Counter("requests")
	i.Run = func(w Work, n int) {
		for k := range w.Times(n) {
			c.Add(background, 1, metric.WithAttributes(attribute.String("method", methods[k%combinations]),
				attribute.String("route", routes[k%combinations]), attribute.String("code", codes[k%combinations])))
		}
	}
	return i, err
}

func openMapThree() (*Instance, error) {
	var mu sync.Mutex
	counts := make(map[[3]string]uint64)
	return &Instance{Run: func(w Work, n int) {
		for k := range w.Times(n) {
			mu.Lock()
			counts[[3]string{methods[k%combinations], routes[k%combinations], codes[k%combinations]}]++
			mu.Unlock()
		}
	}, Read: reading(func() float64 { return sumOf(counts) })}, nil
}
