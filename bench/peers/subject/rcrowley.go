package subject

import (
	"context"
	"time"

	"github.com/rcrowley/go-metrics"
)

// rcrowley is github.com/rcrowley/go-metrics. Its metrics have no labels.
func rcrowley() []Subject {
	const name = "rcrowley"
	return []Subject{
		{Library: name, Call: "Counter.Inc", Family: Count, Role: Peer, Shared: true, Open: openRcrowleyCounter},
		{Library: name, Call: "GetOrRegisterCounter, Inc", Family: Labelled, Role: Peer, Shared: true, Open: openRcrowleyLabelled, Note: "labels joined into the name on each event"},
		{Library: name, Call: "Histogram.Update, uniform sample", Family: Value, Role: Peer, Shared: true, Open: openRcrowleyHistogram(func() metrics.Sample { return metrics.NewUniformSample(1028) })},
		{Library: name, Call: "Histogram.Update, decaying sample", Family: Value, Role: Peer, Shared: true, Open: openRcrowleyHistogram(func() metrics.Sample { return metrics.NewExpDecaySample(1028, 0.015) })},
		{Library: name, Call: "Timer.UpdateSince", Family: Timing, Role: Peer, Shared: true, Open: openRcrowleyTimer},
	}
}

func openRcrowleyCounter() (*Instance, error) {
	c := metrics.NewCounter()
	return &Instance{Run: func(w Work, n int) {
		for range w.Times(n) {
			c.Inc(1)
		}
	}, Read: reading(func() float64 { return float64(c.Count()) })}, nil
}

func openRcrowleyLabelled() (*Instance, error) {
	r := metrics.NewRegistry()
	return &Instance{Run: func(w Work, n int) {
		for k := range w.Times(n) {
			metrics.GetOrRegisterCounter("m."+methods[k%combinations]+"."+routes[k%combinations], r).Inc(1)
		}
	}, Read: func(context.Context) (float64, error) {
		sum, found := 0.0, false
		r.Each(func(_ string, m any) {
			if c, ok := m.(metrics.Counter); ok {
				sum, found = sum+float64(c.Count()), true
			}
		})
		return only("rcrowley", sum, found)
	}}, nil
}

func openRcrowleyHistogram(sample func() metrics.Sample) func() (*Instance, error) {
	return func() (*Instance, error) {
		h := metrics.NewHistogram(sample())
		return &Instance{Run: func(w Work, n int) {
			for k := range w.Times(n) {
				h.Update(int64(size(k)))
			}
		}, Read: reading(func() float64 { return float64(h.Count()) })}, nil
	}
}

func openRcrowleyTimer() (*Instance, error) {
	t := metrics.NewTimer()
	return &Instance{Run: func(w Work, n int) {
		for range w.Times(n) {
			t.UpdateSince(time.Now())
		}
	}, Read: reading(func() float64 { return float64(t.Count()) }),
		Close: func() error { t.Stop(); return nil }}, nil
}
