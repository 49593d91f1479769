package subject

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// prometheusClient is github.com/prometheus/client_golang. A child of a vec that is kept
// is the same type as a metric without labels.
func prometheusClient() []Subject {
	const name = "prometheus"
	return []Subject{
		{Library: name, Call: "Counter.Inc", Family: Count, Role: Peer, Shared: true, Open: openPrometheusCounter},
		{Library: name, Call: "CounterVec child kept, Inc", Family: Kept, Role: Peer, Shared: true, Open: openPrometheusChild},
		{Library: name, Call: "CounterVec.WithLabelValues, Inc", Family: Labelled, Role: Peer, Shared: true, Open: openPrometheusVec},
		{Library: name, Call: "Histogram.Observe", Family: Value, Role: Peer, Shared: true, Open: openPrometheusHistogram(classic), Note: "11 buckets"},
		{Library: name, Call: "native Histogram.Observe", Family: Value, Role: Peer, Shared: true, Open: openPrometheusHistogram(native)},
		{Library: name, Call: "Timer, Histogram", Family: Timing, Role: Peer, Shared: true, Open: openPrometheusTimer(classic)},
		{Library: name, Call: "Timer, native Histogram", Family: Timing, Role: Peer, Shared: true, Open: openPrometheusTimer(native)},
		{Library: name, Call: "Now, Since, Histogram", Family: Timing, Role: Peer, Shared: true, Open: openPrometheusSince, Note: "by hand, without its Timer"},
	}
}

var (
	classic = prometheus.HistogramOpts{Name: "h", Help: "h"}
	native  = prometheus.HistogramOpts{Name: "h", Help: "h", NativeHistogramBucketFactor: 1.1}
)

func openPrometheusCounter() (*Instance, error) {
	c := prometheus.NewCounter(prometheus.CounterOpts{Name: "c", Help: "c"})
	return gathered(c, func(w Work, n int) {
		for range w.Times(n) {
			c.Inc()
		}
	})
}

func newPrometheusVec(labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Name: "c", Help: "c"}, labels)
}

func openPrometheusChild() (*Instance, error) {
	v := newPrometheusVec("method", "route")
	c := v.WithLabelValues(methods[0], routes[0])
	return gathered(v, func(w Work, n int) {
		for range w.Times(n) {
			c.Inc()
		}
	})
}

func openPrometheusVec() (*Instance, error) {
	v := newPrometheusVec("method", "route")
	return gathered(v, func(w Work, n int) {
		for k := range w.Times(n) {
			v.WithLabelValues(methods[k%combinations], routes[k%combinations]).Inc()
		}
	})
}

func openPrometheusHistogram(opts prometheus.HistogramOpts) func() (*Instance, error) {
	return func() (*Instance, error) {
		h := prometheus.NewHistogram(opts)
		return gathered(h, func(w Work, n int) {
			for k := range w.Times(n) {
				h.Observe(size(k))
			}
		})
	}
}

func openPrometheusTimer(opts prometheus.HistogramOpts) func() (*Instance, error) {
	return func() (*Instance, error) {
		h := prometheus.NewHistogram(opts)
		return gathered(h, func(w Work, n int) {
			for range w.Times(n) {
				prometheus.NewTimer(h).ObserveDuration()
			}
		})
	}
}

func openPrometheusSince() (*Instance, error) {
	h := prometheus.NewHistogram(classic)
	return gathered(h, func(w Work, n int) {
		for range w.Times(n) {
			start := time.Now()
			h.Observe(time.Since(start).Seconds())
		}
	})
}

// gathered reads what a registry gathers of c.
func gathered(c prometheus.Collector, run func(Work, int)) (*Instance, error) {
	r := prometheus.NewPedanticRegistry()
	if err := r.Register(c); err != nil {
		return nil, err
	}
	return &Instance{Run: run, Read: func(context.Context) (float64, error) {
		families, err := r.Gather()
		if err != nil {
			return 0, err
		}
		sum := 0.0
		for _, f := range families {
			for _, m := range f.GetMetric() {
				sum += m.GetCounter().GetValue() + float64(m.GetHistogram().GetSampleCount())
			}
		}
		return only("prometheus", sum, len(families) == 1)
	}}, nil
}
