package aggregate

import (
	"time"

	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/shard"
)

// NewManual returns a collector without its goroutine: the test does the work.
func NewManual(o Options) *Collector { return newCollector(o) }

// Drain is what the goroutine does when it wakes.
func (c *Collector) Drain(now time.Time) time.Duration { return c.drain(now) }

// Publish is what the goroutine does at the end of a FlushInterval.
func (c *Collector) Publish(now time.Time) {
	c.judge()
	c.publish(now)
}

// Known returns how many clients the collector knows.
func (c *Collector) Known() int { return c.flushMeta.clients }

// Owed returns the events of a series that no sample has covered.
func (c *Collector) Owed(s *shard.Series) float64 {
	return (*c.windows.Load())[s.Number()].owed
}

// Spy calls f for each sample before the collector takes it.
func (c *Collector) Spy(f func(ring.Event)) {
	take := c.visit
	c.visit = func(batch []ring.Event) {
		for _, e := range batch {
			f(e)
		}
		take(batch)
	}
}

// Forget makes the figures of a series begin anew, and leaves what was learnt of its
// values: the threshold.
func (c *Collector) Forget(s *shard.Series) {
	w := (*c.windows.Load())[s.Number()]
	w.cumulative, w.values = newCumulative(), values{}
	w.tail.base, w.tail.samples, w.tail.exposed = nil, 0, 0
}

// Unguarded is the estimate of the sum as if the values had no heavy tail.
func (t Total) Unguarded() Estimate { return t.detail.sumEstimate(false) }

// WithoutLoose is the estimate of the sum as if groups with few samples had no
// variance.
func (t Total) WithoutLoose() Estimate {
	c := t.detail.cumulative
	c.loose = 0
	return c.sumEstimate(false)
}
