package subject

import (
	"sync"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

// longRoutes are longer than what whit compares in words.
var longRoutes = [combinations]string{}

func init() {
	for i := range combinations {
		longRoutes[i] = []string{"/api/v1/products", "/api/v1/carts/{cart}/items", "/api/v1/search/suggestions",
			"/api/v1/customers/{id}/orders/{order}"}[i/4]
	}
}

// longLabels is the look-up of two labels, one of which is long, in the libraries that
// have labels.
func longLabels() []Subject {
	return []Subject{
		{Library: "whit", Call: "CounterVec.With, Inc", Family: LongLabel, Role: Whit, Open: openWhitLong},
		{Library: "prometheus", Call: "CounterVec.WithLabelValues, Inc", Family: LongLabel, Role: Peer, Shared: true, Open: openPrometheusLong},
		{Library: "otel", Call: "Add with attributes", Family: LongLabel, Role: Peer, Shared: true, Open: openOtelLong},
		{Library: "mutex and map", Call: "of two long labels", Family: LongLabel, Role: Peer, Shared: true, Open: openMapLong},
	}
}

func openWhitLong() (*Instance, error) {
	v, i, err := newWhitVec("method", "route")
	if err != nil {
		return nil, err
	}
	i.Run = func(w Work, n int) {
		for k := range w.Times(n) {
			v.With(methods[k%combinations], longRoutes[k%combinations]).Inc()
		}
	}
	return i, nil
}

func openPrometheusLong() (*Instance, error) {
	v := newPrometheusVec("method", "route")
	return gathered(v, func(w Work, n int) {
		for k := range w.Times(n) {
			v.WithLabelValues(methods[k%combinations], longRoutes[k%combinations]).Inc()
		}
	})
}

func openOtelLong() (*Instance, error) {
	m, i := newOtel(nil)
	c, err := m.Int64Counter("requests")
	i.Run = func(w Work, n int) {
		for k := range w.Times(n) {
			c.Add(background, 1, metric.WithAttributes(attribute.String("method", methods[k%combinations]),
				attribute.String("route", longRoutes[k%combinations])))
		}
	}
	return i, err
}

func openMapLong() (*Instance, error) {
	var mu sync.Mutex
	counts := make(map[[2]string]uint64)
	return &Instance{Run: func(w Work, n int) {
		for k := range w.Times(n) {
			mu.Lock()
			counts[[2]string{methods[k%combinations], longRoutes[k%combinations]}]++
			mu.Unlock()
		}
	}, Read: reading(func() float64 { return sumOf(counts) })}, nil
}
