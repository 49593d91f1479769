package loop

import (
	"runtime"
	"sync/atomic"
	"time"

	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/rival"
	"github.com/whitmetrics/whit/internal/procpin"
	"golang.org/x/sys/cpu"
)

// This file has what whit's operations are compared with.

// pin is what there is no counting per P without.
func (f Form) pin() meter.Block {
	return func(n int) {
		var buf [48]byte
		var h uint64
		for range n {
			h = f.step(h, &buf)
			procpin.Unpin(procpin.Pin())
		}
		runtime.KeepAlive(h)
	}
}

// alone is a counter with cache lines of its own.
type alone struct {
	_ cpu.CacheLinePad
	n atomic.Uint64
	_ cpu.CacheLinePad
}

// atomic is one counter that all processors share.
func (f Form) atomic(c *alone) meter.Block {
	return func(n int) {
		var buf [48]byte
		var h uint64
		for range n {
			h = f.step(h, &buf)
			c.n.Add(1)
		}
		runtime.KeepAlive(h)
	}
}

// clock reads the clock twice, as a timer does that knows no sampling.
func (f Form) clock() meter.Block {
	return func(n int) {
		var buf [48]byte
		var h uint64
		var took time.Duration
		for range n {
			h = f.step(h, &buf)
			start := time.Now()
			took += time.Since(start)
		}
		runtime.KeepAlive(h)
		runtime.KeepAlive(took)
	}
}

func (f Form) rivalInc(m *rival.Metrics) meter.Block {
	return func(n int) {
		var buf [48]byte
		var h uint64
		for range n {
			h = f.step(h, &buf)
			m.Inc("requests")
		}
		runtime.KeepAlive(h)
	}
}

func (f Form) rivalRecordFor(m *rival.Metrics) meter.Block {
	return func(n int) {
		var buf [48]byte
		var h uint64
		for i := range n {
			h = f.step(h, &buf)
			m.RecordFor("bytes", float64(i), client)
		}
		runtime.KeepAlive(h)
	}
}

func (f Form) rivalTimer(m *rival.Metrics) meter.Block {
	return func(n int) {
		var buf [48]byte
		var h uint64
		for range n {
			h = f.step(h, &buf)
			m.Since("took", time.Now())
		}
		runtime.KeepAlive(h)
	}
}

// client is who causes the events that have a client.
const client = "client-1"
