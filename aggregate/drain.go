package aggregate

import (
	"time"

	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/sample"
)

const (
	// aimFill is the fill at which the next drain should find the fullest ring:
	// below the half at which its producer would have to wake the collector, which
	// costs that producer a system call.
	aimFill = 0.4
	// minPause bounds how often the collector wakes by itself.
	minPause = 200 * time.Microsecond
)

// drain empties every ring, closes the windows of the series that had samples,
// and returns how long to wait for the next drain.
func (c *Collector) drain(now time.Time) (pause time.Duration) {
	took := now.Sub(c.drainedAt)
	c.drainedAt = now
	c.set.SetTick(uint32(now.Sub(c.start).Milliseconds()))
	fullest := 0.0
	for p, sh := range c.set.Shards() {
		fill := float64(sh.Ring.Len()) / float64(sh.Ring.Cap())
		fullest = max(fullest, fill)
		c.adapt(p, fill, now)
		c.flushMeta.drained += uint64(sh.Ring.Drain(c.visit))
		for _, w := range c.touched {
			w.endShard(p)
		}
		c.touched = c.touched[:0]
	}
	for _, w := range c.dirty {
		w.close()
	}
	c.dirty = c.dirty[:0]
	c.waiting = c.waiting[:0]
	if fullest == 0 {
		return c.opts.FlushInterval
	}
	return max(time.Duration(float64(took)*aimFill/fullest), minPause)
}

// take adds a batch of samples to the windows of their series.
func (c *Collector) take(batch []ring.Event) {
	windows := *c.windows.Load()
	tick := batch[0].Tick
	since := c.since(tick)
	for i := range batch {
		e := &batch[i]
		if e.Tick != tick { // seldom: it moves when the collector wakes
			tick, since = e.Tick, c.since(e.Tick)
		}
		w := windows[e.Metric]
		if !w.touched {
			c.touched = append(c.touched, w)
		}
		if !w.dirty {
			c.dirty = append(c.dirty, w)
		}
		w.add(e)
		if w.onSample != nil {
			w.tell(e, c.start.Add(since))
		}
		if e.Client != "" {
			w.name(e, since, &c.clients)
		}
	}
}

// adapt sets the rate of shard p by the fill that its ring was found with.
func (c *Collector) adapt(p int, fill float64, now time.Time) {
	if !c.opts.Adaptive {
		return
	}
	for len(c.controls) <= p {
		c.controls = append(c.controls, c.opts.Control)
	}
	sh := c.set.Shards()[p]
	if rate := sh.Rate().P(); rate > 0 {
		if next := c.controls[p].Next(rate, fill, now); next != rate {
			sh.SetRate(sample.NewRate(next))
		}
	}
}

// since returns the time since the start that a tick stands for: milliseconds,
// modulo 2^32, of which the last 49 days are told apart.
func (c *Collector) since(tick uint32) time.Duration {
	now := c.drainedAt.Sub(c.start)
	age := uint32(now.Milliseconds()) - tick
	return now - time.Duration(age)*time.Millisecond
}
