package aggregate

import (
	"runtime"
	"slices"

	"github.com/whitmetrics/whit/internal/procpin"
)

// Registration is what a metric is removed by.
type Registration struct{ metric *metric }

// Remove takes a metric out, for good: from now on no snapshot has it. Handles may go on
// counting, in Meta.Detached and nowhere else. It reports whether the metric was there.
func (c *Collector) Remove(r Registration) bool {
	return c.remove(r.metric, func(uint64) bool { return true })
}

// RemoveIdle is Remove for a metric whose count is still what it was: if not, it stays.
func (c *Collector) RemoveIdle(r Registration, count uint64) bool {
	return c.remove(r.metric, func(now uint64) bool { return now == count })
}

// CountOverflow counts a look-up that a family had no room for.
func (c *Collector) CountOverflow() {
	cells := c.overflowed.Cells()
	p := procpin.Pin()
	if cells.Count(p) {
		procpin.Unpin(p)
		return
	}
	c.overflowed.Record(p, 1, 1, "")
}

// remove leaves no trace of m but the numbers of its series. Rings may still hold
// samples that carry them, and goroutines bring more until the handle is garbage: the
// numbers are free once the rings have been drained after that.
func (c *Collector) remove(m *metric, still func(count uint64) bool) bool {
	removed, over := c.takeOut(m, still)
	if removed && over && m.OnRemoved != nil {
		m.OnRemoved(m.Labels)
	}
	return removed
}

// takeOut is remove, but for what is left to do if the goroutine is over.
func (c *Collector) takeOut(m *metric, still func(count uint64) bool) (removed, over bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if m.removed.Load() {
		return false, c.over
	}
	if m.gauge != nil {
		if !m.gauge.retire(still) {
			return false, c.over
		}
	} else if !c.set.Retire(m.series, still) {
		return false, c.over
	}
	m.removed.Store(true)
	c.metrics.remove(m)
	var numbers []uint32
	for _, s := range m.series {
		numbers = append(numbers, s.Number())
		c.sinks.Set(s.Number(), nil)
	}
	if numbers != nil {
		runtime.AddCleanup(m.series[0], c.die, numbers)
	}
	if tell, labels := m.OnRemoved, m.Labels; tell != nil && !c.over {
		c.removed.tell = append(c.removed.tell, func() { tell(labels) }) // without m, which may be garbage before
	}
	if c.removed.metrics++; c.removed.metrics+len(c.removed.dead) >= manyRemovals {
		c.set.Notify()
	}
	return true, c.over
}

// removals is what is left to do for metrics that have been removed. A drain does it.
type removals struct {
	metrics int      // whose clients are to be forgotten
	tell    []func() // of OnRemoved
	dead    []uint32 // numbers of series that are garbage
}

// manyRemovals is how many wait for a drain until one is asked for.
const manyRemovals = 1 << 10

// die says that no goroutine has a handle of the series of those numbers any more. It
// runs on the runtime's goroutine, and touches no channel.
func (c *Collector) die(numbers []uint32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.over { // nobody will read the rings
		c.set.Release(numbers)
		return
	}
	c.removed.dead = append(c.removed.dead, numbers...)
}

// end says that there will be no more drains.
func (c *Collector) end() {
	c.mu.Lock()
	c.over = true
	left := c.removed
	c.removed = removals{}
	c.mu.Unlock()
	c.finish(left)
	close(c.stopped)
}

// takeRemovals returns those that a drain from now on can finish.
func (c *Collector) takeRemovals() (r removals) {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, c.removed = c.removed, removals{}
	return r
}

// finish finishes removals after that drain: the numbers go to others, and clients'
// places too.
func (c *Collector) finish(r removals) {
	for _, tell := range r.tell {
		tell()
	}
	if len(r.dead) > 0 {
		c.set.Release(r.dead)
	}
	if r.metrics > 0 {
		c.clients.sketches = slices.DeleteFunc(c.clients.sketches, func(s *sketch) bool {
			return s.removed != nil && s.removed.Load()
		})
	}
}
