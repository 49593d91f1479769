package subject

import (
	"context"
	"time"

	"github.com/hashicorp/go-metrics"
)

// hashicorp is github.com/hashicorp/go-metrics with its own sink, in memory.
func hashicorp() []Subject {
	const name = "hashicorp"
	return []Subject{
		{Library: name, Call: "IncrCounter", Family: Count, Role: Peer, Shared: true, Open: openHashicorpCounter},
		{Library: name, Call: "IncrCounterWithLabels", Family: Labelled, Role: Peer, Shared: true, Open: openHashicorpLabels},
		{Library: name, Call: "AddSample", Family: Value, Role: Peer, Shared: true, Open: openHashicorpSample, Summary: true, Note: "count, sums, least and largest only"},
		{Library: name, Call: "MeasureSince", Family: Timing, Role: Peer, Shared: true, Open: openHashicorpSince, Summary: true, Note: "count, sums, least and largest only"},
	}
}

var hashicorpKey = []string{"m"}

func openHashicorpCounter() (*Instance, error) {
	return newHashicorp(func(m *metrics.Metrics) func(Work, int) {
		return func(w Work, n int) {
			for range w.Times(n) {
				m.IncrCounter(hashicorpKey, 1)
			}
		}
	})
}

func openHashicorpLabels() (*Instance, error) {
	return newHashicorp(func(m *metrics.Metrics) func(Work, int) {
		return func(w Work, n int) {
			for k := range w.Times(n) {
				m.IncrCounterWithLabels(hashicorpKey, 1, []metrics.Label{
					{Name: "method", Value: methods[k%combinations]}, {Name: "route", Value: routes[k%combinations]},
				})
			}
		}
	})
}

func openHashicorpSample() (*Instance, error) {
	return newHashicorp(func(m *metrics.Metrics) func(Work, int) {
		return func(w Work, n int) {
			for k := range w.Times(n) {
				m.AddSample(hashicorpKey, float32(size(k)))
			}
		}
	})
}

func openHashicorpSince() (*Instance, error) {
	return newHashicorp(func(m *metrics.Metrics) func(Work, int) {
		return func(w Work, n int) {
			for range w.Times(n) {
				m.MeasureSince(hashicorpKey, time.Now())
			}
		}
	})
}

// newHashicorp has intervals of 10 s, as its documentation has, and keeps an hour.
func newHashicorp(run func(*metrics.Metrics) func(Work, int)) (*Instance, error) {
	sink := metrics.NewInmemSink(10*time.Second, time.Hour)
	c := metrics.DefaultConfig("")
	c.EnableHostname, c.EnableRuntimeMetrics = false, false // which cost, and tell nothing here
	m, err := metrics.New(c, sink)
	if err != nil {
		return nil, err
	}
	return &Instance{Run: run(m), Read: func(context.Context) (float64, error) {
		sum, found := 0.0, false
		for _, interval := range sink.Data() {
			interval.RLock()
			for _, kind := range []map[string]metrics.SampledValue{interval.Counters, interval.Samples} {
				for _, v := range kind {
					sum, found = sum+float64(v.Count), true
				}
			}
			interval.RUnlock()
		}
		return only("hashicorp", sum, found)
	}, Close: func() error { m.Shutdown(); return nil }}, nil
}
