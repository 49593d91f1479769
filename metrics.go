package whit

import (
	"context"
	"fmt"

	"github.com/puzpuzpuz/xsync/v3"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/sample"
	"github.com/whitmetrics/whit/shard"
)

// Metrics is a set of metrics with one collector. All methods may be called from
// any goroutine at any time. Its owner ends it with Stop.
type Metrics struct {
	collector *aggregate.Collector
	handles   *xsync.MapOf[string, any] // *Counter, *Distribution, *Timer, *Gauge, or a *Family of one, by name
	maxSeries int
}

// New starts a collector, and returns a Metrics without any metrics yet. Fields of
// c that are zero mean the default. The error of a bad Config names every fault.
func New(c Config) (*Metrics, error) {
	c, err := c.complete()
	if err != nil {
		return nil, err
	}
	set := shard.NewSet(shard.Options{
		Slots:  c.BufferSize,
		Policy: c.Overflow,
		Rate:   sample.NewRate(c.SampleRate),
		Seed:   c.Seed,
	})
	return &Metrics{
		handles:   xsync.NewMapOf[string, any](),
		maxSeries: c.MaxSeries,
		collector: aggregate.New(aggregate.Options{
			Set:           set,
			FlushInterval: c.FlushInterval,
			Adaptive:      !c.FixedRate,
			Control:       sample.Controller{Min: c.MinSampleRate, Max: c.MaxSampleRate, Interval: c.AdjustInterval},
			BufferSize:    c.BufferSize,
			MaxClients:    c.MaxClients,
			ClientTTL:     c.ClientTTL,
			NoMeta:        c.NoMeta,
		}),
	}, nil
}

// Counter returns the counter of that name, and makes it if there is none.
// Asking again gives the same handle: keep it where events are frequent. Options
// count when the metric is made. A name that is not valid, or that belongs to a
// metric of another kind, is misuse, and panics.
func (m *Metrics) Counter(name string, options ...MetricOption) *Counter {
	return handle(m, name, aggregate.Counter, options, func(d aggregate.Desc) *Counter {
		c := new(Counter)
		m.addCounter(d, c)
		return c
	})
}

func (m *Metrics) addCounter(d aggregate.Desc, c *Counter) aggregate.Registration {
	return m.collector.AddCounter(d, &c.plain, &c.named)
}

// Distribution returns the distribution of that name, like [Metrics.Counter].
func (m *Metrics) Distribution(name string, options ...MetricOption) *Distribution {
	return handle(m, name, aggregate.Distribution, options, func(d aggregate.Desc) *Distribution {
		v := new(Distribution)
		m.addDistribution(d, v)
		return v
	})
}

func (m *Metrics) addDistribution(d aggregate.Desc, v *Distribution) aggregate.Registration {
	return m.collector.AddValues(d, &v.series)
}

// Timer returns the timer of that name, like [Metrics.Counter].
func (m *Metrics) Timer(name string, options ...MetricOption) *Timer {
	return handle(m, name, aggregate.Timer, options, func(d aggregate.Desc) *Timer {
		t := new(Timer)
		m.addTimer(d, t)
		return t
	})
}

func (m *Metrics) addTimer(d aggregate.Desc, t *Timer) aggregate.Registration {
	d.Unit = "seconds"
	return m.collector.AddValues(d, &t.series)
}

// Gauge returns the gauge of that name, like [Metrics.Counter].
func (m *Metrics) Gauge(name string, options ...MetricOption) *Gauge {
	return handle(m, name, aggregate.Gauge, options, func(d aggregate.Desc) *Gauge {
		g := new(Gauge)
		m.addGauge(d, g)
		return g
	})
}

func (m *Metrics) addGauge(d aggregate.Desc, g *Gauge) aggregate.Registration {
	return m.collector.AddGauge(d, &g.cell)
}

// handle returns the handle of that name, making it if there is none.
func handle[H any](m *Metrics, name string, kind aggregate.Kind, options []MetricOption, create func(aggregate.Desc) *H) *H {
	h, ok := m.handles.Load(name)
	if !ok {
		checkName(name)
		d := aggregate.Desc{Name: name, Kind: kind}
		for _, o := range options {
			if o != nil {
				o(&d)
			}
		}
		h, _ = m.handles.LoadOrCompute(name, func() any { return create(d) })
	}
	if h, ok := h.(*H); ok {
		return h
	}
	panic(fmt.Sprintf("whit: metric %q: want a %s, but it is a %s already", name, kindOf((*H)(nil)), kindOf(h)))
}

// kindOf says what a handle is of.
func kindOf(handle any) string {
	switch handle.(type) {
	case *Counter:
		return "counter"
	case *Distribution:
		return "distribution"
	case *Timer:
		return "timer"
	case *Gauge:
		return "gauge"
	case *CounterVec:
		return "family of counters"
	case *DistributionVec:
		return "family of distributions"
	case *TimerVec:
		return "family of timers"
	}
	return "family of gauges"
}

// Snapshot returns what all metrics have come to. It waits for nobody, and costs
// three allocations, two under NoMeta, and a read of each metric's cells. Counts are
// exact and of this moment; estimates are of the last flush, at most
// Config.FlushInterval ago.
func (m *Metrics) Snapshot() *aggregate.Snapshot { return m.collector.Snapshot() }

// Has reports whether there is a metric, or a family, of that name, be it one without
// series.
func (m *Metrics) Has(name string) bool {
	_, ok := m.handles.Load(name)
	return ok
}

// Series returns what the metric of that name has come to, or each series of the
// family: what a snapshot has of it, without the others. It is nil if there is none.
func (m *Metrics) Series(name string) []aggregate.Total { return m.collector.Series(name) }

// Flush has the collector take in all samples there are. When it returns nil, the
// next snapshot's estimates are of every sampled event before the call. It returns
// ctx's error if that ends first, and [ErrStopped] after Stop.
func (m *Metrics) Flush(ctx context.Context) error { return m.collector.Flush(ctx) }

// ErrStopped is what Flush returns after Stop.
var ErrStopped = aggregate.ErrStopped

// Stop takes in all samples there are and ends the collector. If ctx ends first,
// Stop returns its error, and the collector ends by itself soon after. Stopping
// again returns nil once the collector has ended. Events after Stop are counted
// as before; they are not sampled any more.
func (m *Metrics) Stop(ctx context.Context) error { return m.collector.Stop(ctx) }
