package subject

import (
	"iter"
	"runtime"

	"github.com/whitmetrics/whit/bench/work"
)

// Work is what comes before each event.
type Work uint8

const (
	Nothing   Work = iota
	Short          // some 60 ns
	ShortCopy      // the same by a copy of the code, for the null
	Long           // some 0.7 µs
)

// Times yields 0 to n-1, each after a piece of the work. A piece waits for the one
// before, as the steps of one request do.
func (w Work) Times(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		var short [48]byte
		var long [work.LongLen]byte
		var h uint64
		for i := range n {
			switch w { // foreseen by the processor, since it never changes within a block
			case Short:
				h = work.FNV(h, &short)
			case ShortCopy:
				h = work.FNVCopy(h, &short)
			case Long:
				h = work.FNVLong(h, &long)
			}
			if !yield(i) {
				return
			}
		}
		runtime.KeepAlive(h)
	}
}

// Run is a block without any event.
func (w Work) Run(n int) {
	for range w.Times(n) {
	}
}
