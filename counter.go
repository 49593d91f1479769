package whit

import (
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/shard"
)

// Counter counts events, exactly. Its methods may be called from any goroutine at
// any time, after Stop too; none blocks or allocates, but for the first event on a
// processor that is new, and the first IncFor. An event costs a pin, a load, a
// compare and a store, on memory that no other processor writes to. Counters come
// from [Metrics.Counter]: a nil or zero one panics.
type Counter struct {
	// An event without a client has nothing to tell but that it happened, so it is
	// not sampled, unless the counter is critical.
	plain shard.Series
	named shard.Series
}

// Inc counts one event.
func (c *Counter) Inc() {
	c.plain.Check()
	p := procpin.Pin()
	if c.plain.Cells().Count(p) {
		procpin.Unpin(p)
		return
	}
	c.plain.Record(p, 1, 1, "")
}

// Add counts n events at once. In a critical counter they have one sample.
func (c *Counter) Add(n uint64) {
	c.plain.Check()
	p := procpin.Pin()
	if c.plain.Cells().CountN(p, n) {
		procpin.Unpin(p)
		return
	}
	c.plain.Record(p, n, float64(n), "")
}

// IncFor counts one event that client caused. Only a sampled event keeps the
// client: its bytes must not change afterwards, so clone a string that was made of
// a buffer that is used again.
func (c *Counter) IncFor(client string) {
	c.named.Check()
	p := procpin.Pin()
	if c.named.Cells().Count(p) {
		procpin.Unpin(p)
		return
	}
	c.named.Record(p, 1, 1, client)
}

// Count returns the number of events so far, exactly, in a read of each processor's
// part: what happened before the call is in it.
func (c *Counter) Count() uint64 { return c.plain.Total() + c.named.Total() }

// Local returns a handle for one goroutine, which counts at a fraction of the
// cost. Close it when that goroutine is done with it.
func (c *Counter) Local() *LocalCounter {
	l := new(LocalCounter)
	l.local.Init(&c.plain)
	return l
}

// LocalCounter is a Counter's handle for one goroutine: no other may use it. It
// counts in memory of its own and adds that to the Counter at least every 64
// events, and on Close. Until Close the Counter lags by less than 64 events; after
// it, it is exact. What a handle that is never closed has not added is lost. The
// zero LocalCounter counts nothing.
type LocalCounter struct {
	local shard.Local
}

// Inc counts one event.
func (l *LocalCounter) Inc() {
	if l.local.Due() {
		l.incSlow()
	}
}

//go:noinline
func (l *LocalCounter) incSlow() { l.local.Record(1, "") }

// Add counts n events at once.
func (l *LocalCounter) Add(n uint64) {
	if !l.local.Take(n) {
		l.addSlow(n)
	}
}

//go:noinline
func (l *LocalCounter) addSlow(n uint64) { l.local.RecordN(n, float64(n)) }

// Close adds what is left to the Counter. After it the handle still counts
// exactly, at the Counter's own cost.
func (l *LocalCounter) Close() { l.local.Close() }
