package aggregate

import (
	"math"
	"time"

	"github.com/whitmetrics/whit/shard"
)

// AddCounter registers a counter. Its events that say no more than that they
// happened go to plain, those with a client to named.
func (c *Collector) AddCounter(d Desc, plain, named *shard.Series) {
	c.mu.Lock()
	defer c.mu.Unlock()
	whole, rest := shard.Unsampled, shard.Sampled
	if d.Critical {
		whole, rest = shard.Critical, shard.Critical
	}
	c.set.Add(plain, whole)
	c.set.AddLazy(named, rest)
	c.add(&metric{Desc: d}, plain, named)
}

// AddValues registers a distribution or a timer.
func (c *Collector) AddValues(d Desc, series *shard.Series) {
	c.mu.Lock()
	defer c.mu.Unlock()
	sampling := shard.Sampled
	if d.Critical {
		sampling = shard.Critical
	}
	c.set.Add(series, sampling)
	c.add(&metric{Desc: d}, series)
}

// AddGauge registers a gauge.
func (c *Collector) AddGauge(d Desc, g *GaugeCell) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.add(&metric{Desc: d, gauge: g})
}

// add makes m and its series, which are in the set, known. The caller holds mu.
// Appending in place is safe: whoever reads a shorter slice stops before it.
func (c *Collector) add(m *metric, series ...*shard.Series) {
	windows := *c.windows.Load()
	waiting := &c.waiting
	if m.Kind == Counter {
		waiting = nil
	}
	m.series = series
	for _, s := range series {
		var w *window // none for what has no samples
		if s.Samples() {
			w = newWindow(s, m.Kind == Timer, m.OnSample, waiting)
			m.windows = append(m.windows, w)
		}
		windows = append(windows, w)
	}
	if m.Kind == Distribution && !m.Critical {
		m.windows[0].tail = new(tail)
	}
	c.windows.Store(&windows)
	m.rate, m.ratedAt, m.grown = math.NaN(), time.Now(), c.start
	f := newFigures()
	f.grown = m.grown
	m.figures.Store(&f)
	metrics := append(*c.metrics.Load(), m)
	c.metrics.Store(&metrics)
}
