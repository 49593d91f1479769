package aggregate

import "time"

// flushMeta is what the collector publishes of itself. It is immutable.
type flushMeta struct {
	drained uint64        // samples taken from the rings
	flushes uint64        // publications
	spent   time.Duration // on them and the drains before them
	clients int
	bytes   int // of what the collector owns
}

// publish makes the figures of this moment available to snapshots.
func (c *Collector) publish(now time.Time) {
	period := now.Sub(c.ratedAt)
	rated := period >= c.opts.FlushInterval
	metrics := *c.metrics.Load()
	for _, m := range metrics {
		if rated {
			m.measureRate(now)
			m.forgetIdle(now.Sub(c.start) - c.opts.ClientTTL)
		}
		m.publish(now, &c.scratch)
	}
	if rated {
		c.ratedAt = now
	}
	c.flushMeta.clients = c.clients.known()
	c.flushMeta.flushes++
	c.flushMeta.spent += time.Since(now)
	c.flushMeta.bytes = c.bytes()
	meta := c.flushMeta
	c.meta.Store(&meta)
}

// judge holds the sampler against the exact counts, as long as it samples.
func (c *Collector) judge() {
	p := c.sampleRate()
	if p == 0 {
		return
	}
	for _, m := range *c.metrics.Load() {
		m.judge(p)
	}
}

// measureRate finds the rate over the time since it was found last, or since the
// metric was registered.
func (m *metric) measureRate(now time.Time) {
	if period := now.Sub(m.ratedAt); period > 0 {
		n := m.count()
		m.rate = float64(n-m.rated) / period.Seconds()
		m.rated, m.ratedAt = n, now
	}
}
