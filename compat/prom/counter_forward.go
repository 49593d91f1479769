package prom

import (
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
)

// Prometheus returns the vector, curried as it is, as client_golang's own type, for
// functions that insist on that. Those of promhttp are in our package of that name.
// Whatever counts there counts here: each use looks its series up, and makes it if it has
// been deleted. Deleting from it deletes nothing here. It needs not be registered.
func (v *CounterVec) Prometheus() *prometheus.CounterVec {
	f := &forwarding{to: v}
	f.vec = &prometheus.CounterVec{MetricVec: prometheus.NewMetricVec(v.desc, f.make)}
	given := make(Labels)
	for i, value := range v.labels.curried {
		if value != nil {
			given[v.labels.names[i]] = *value
		}
	}
	return f.vec.MustCurryWith(given)
}

// forwarding is a vector of client_golang whose counters are those of one of ours.
type forwarding struct {
	to   *CounterVec
	vec  *prometheus.CounterVec
	made atomic.Int64 // counters, since it was emptied
}

// mostForwarders is how many counters client_golang's vector comes to hold: it has no
// bound of its own, and nothing is lost with them.
const mostForwarders = 1000

// make is called by the vector, which is locked.
func (f *forwarding) make(values ...string) Metric {
	if err := f.to.labels.check(values); err != nil {
		panic(err)
	}
	f.made.Add(1)
	c := &forwarder{f, kept(values)}
	c.counter() // it is there from now on
	return c
}

// forwarder is the counter that has these values of all labels now.
type forwarder struct {
	*forwarding
	values []string
}

// counter returns it.
func (f *forwarder) counter() *counter {
	return f.to.of(f.to.series.With(whitValues(f.values)...), f.values)
}

// used is counter for whoever has it from the vector, which is not locked.
func (f *forwarder) used() *counter {
	if n := f.made.Load(); n > mostForwarders && f.made.CompareAndSwap(n, 0) {
		f.vec.Reset()
	}
	return f.counter()
}

func (f *forwarder) Desc() *Desc                         { return f.to.desc }
func (f *forwarder) Describe(ch chan<- *Desc)            { f.to.Describe(ch) }
func (f *forwarder) Collect(ch chan<- Metric)            { ch <- f }
func (f *forwarder) Write(out *dto.Metric) error         { return f.counter().Write(out) }
func (f *forwarder) Inc()                                { f.used().Inc() }
func (f *forwarder) Add(v float64)                       { f.used().Add(v) }
func (f *forwarder) AddWithExemplar(v float64, e Labels) { f.used().AddWithExemplar(v, e) }
