package loop

import (
	"runtime"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/meter"
)

func (f Form) inc(c *whit.Counter) meter.Block {
	return func(n int) {
		var buf [48]byte
		var h uint64
		for range n {
			h = f.step(h, &buf)
			c.Inc()
		}
		runtime.KeepAlive(h)
	}
}

func (f Form) incFor(c *whit.Counter) meter.Block {
	return func(n int) {
		var buf [48]byte
		var h uint64
		for range n {
			h = f.step(h, &buf)
			c.IncFor(client)
		}
		runtime.KeepAlive(h)
	}
}

func (f Form) record(d *whit.Distribution) meter.Block {
	return func(n int) {
		var buf [48]byte
		var h uint64
		for i := range n {
			h = f.step(h, &buf)
			d.Record(float64(i))
		}
		runtime.KeepAlive(h)
	}
}

func (f Form) recordFor(d *whit.Distribution) meter.Block {
	return func(n int) {
		var buf [48]byte
		var h uint64
		for i := range n {
			h = f.step(h, &buf)
			d.RecordFor(float64(i), client)
		}
		runtime.KeepAlive(h)
	}
}

// span has nothing between Start and End: what it costs is all there is to measure.
func (f Form) span(t *whit.Timer) meter.Block {
	return func(n int) {
		var buf [48]byte
		var h uint64
		for range n {
			h = f.step(h, &buf)
			t.Start().End()
		}
		runtime.KeepAlive(h)
	}
}

func (f Form) localInc(c *whit.Counter) meter.Block {
	locals := newPool(c.Local)
	return func(n int) {
		local := locals.get()
		defer locals.put(local)
		var buf [48]byte
		var h uint64
		for range n {
			h = f.step(h, &buf)
			local.Inc()
		}
		runtime.KeepAlive(h)
	}
}

func (f Form) localRecordFor(d *whit.Distribution) meter.Block {
	locals := newPool(d.Local)
	return func(n int) {
		local := locals.get()
		defer locals.put(local)
		var buf [48]byte
		var h uint64
		for i := range n {
			h = f.step(h, &buf)
			local.RecordFor(float64(i), client)
		}
		runtime.KeepAlive(h)
	}
}

// pool keeps local handles from block to block, which follow one another on the same
// goroutine or are ordered by the pool: a server makes one when a goroutine begins.
type pool[H any] struct {
	free  chan *H
	fresh func() *H
}

func newPool[H any](fresh func() *H) *pool[H] {
	return &pool[H]{free: make(chan *H, 256), fresh: fresh}
}

func (p *pool[H]) get() *H {
	select {
	case h := <-p.free:
		return h
	default:
		return p.fresh()
	}
}

func (p *pool[H]) put(h *H) { p.free <- h }
