package loop

import (
	"runtime"

	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/work"
)

// A Form says how the pieces of work follow one another.
type Form struct {
	Name    string
	chained bool
}

var (
	Chained     = Form{"chained", true}
	Overlapping = Form{"overlapping", false}
)

// step is one piece of work, after the one that had the result h. The forms part in
// a branch, which the processor foresees; a choice between two arguments would make
// it wait for both.
func (f Form) step(h uint64, buf *[48]byte) uint64 {
	if f.chained {
		return work.FNV(h, buf)
	}
	return work.FNV(work.Offset, buf)
}

// base is the work alone. All blocks of this package have the same loop around a
// different call.
func (f Form) base() meter.Block {
	return func(n int) {
		var buf [48]byte
		var h uint64
		for range n {
			h = f.step(h, &buf)
		}
		runtime.KeepAlive(h)
	}
}

// null is the work alone, by a copy of its code.
func (f Form) null() meter.Block {
	return func(n int) {
		var buf [48]byte
		var h uint64
		for range n {
			if f.chained {
				h = work.FNVCopy(h, &buf)
			} else {
				h = work.FNVCopy(work.Offset, &buf)
			}
		}
		runtime.KeepAlive(h)
	}
}
