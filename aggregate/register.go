package aggregate

import (
	"math"
	"time"

	"github.com/whitmetrics/whit/shard"
)

// AddCounter registers a counter. Its events that say no more than that they
// happened go to plain, those with a client to named.
func (c *Collector) AddCounter(d Desc, plain, named *shard.Series) Registration {
	c.mu.Lock()
	defer c.mu.Unlock()
	whole, rest := shard.Unsampled, shard.Sampled
	if d.Critical {
		whole, rest = shard.Critical, shard.Critical
	}
	c.addSeries(d, plain, whole)
	c.set.AddLazy(named, rest)
	return c.add(&metric{Desc: d, series: []*shard.Series{plain, named}})
}

// AddValues registers a distribution or a timer.
func (c *Collector) AddValues(d Desc, series *shard.Series) Registration {
	c.mu.Lock()
	defer c.mu.Unlock()
	sampling := shard.Sampled
	if d.Critical {
		sampling = shard.Critical
	}
	c.addSeries(d, series, sampling)
	return c.add(&metric{Desc: d, series: []*shard.Series{series}})
}

// AddGauge registers a gauge.
func (c *Collector) AddGauge(d Desc, g *GaugeCell) Registration {
	c.mu.Lock()
	defer c.mu.Unlock()
	g.shared = &c.gauges
	return c.add(&metric{Desc: d, gauge: g})
}

// addSeries makes s a series of the set. Those of families, which may be many, have
// no cells before their first event.
func (c *Collector) addSeries(d Desc, s *shard.Series, sampling shard.Sampling) {
	if d.Labels != nil {
		c.set.AddLazy(s, sampling)
	} else {
		c.set.Add(s, sampling)
	}
}

// add makes m and its series, which are in the set, known. The caller holds mu.
func (c *Collector) add(m *metric) Registration {
	for _, s := range m.series {
		if s.Samples() {
			c.sinks.Set(s.Number(), &sink{metric: m, series: s})
		}
	}
	now := time.Now()
	m.start, m.rate, m.ratedAt, m.grown, m.active = now, math.NaN(), now, c.start, now
	m.figures.Store(c.first)
	c.metrics.add(m)
	return Registration{m}
}
