//go:build !gc || whit_nopin

package procpin

import (
	"math/rand/v2"
	"runtime"
	"sync/atomic"

	"golang.org/x/sys/cpu"
)

// ByRuntime tells the variants apart: true where a pin is the runtime's own.
const ByRuntime = false

// slot is 1 while a goroutine holds it. Taking it acquires, and giving it back
// releases, all that belongs to its number, so that one holder sees what the
// one before it wrote.
type slot struct {
	taken atomic.Uint32
	_     cpu.CacheLinePad
}

// slots are shared by all users in the process, as Ps are.
var slots = make([]slot, runtime.GOMAXPROCS(0))

// Pin takes a free slot and returns its number. A holder may be preempted, so
// a taken slot is not waited for: the next one is tried, and after a round
// without success the scheduler gets a chance to run the holders.
func Pin() int {
	i := int(rand.Uint32N(uint32(len(slots))))
	for tries := 1; !slots[i].taken.CompareAndSwap(0, 1); tries++ {
		if i++; i == len(slots) {
			i = 0
		}
		if tries%len(slots) == 0 {
			runtime.Gosched()
		}
	}
	return i
}

// Unpin gives slot i back.
func Unpin(i int) { slots[i].taken.Store(0) }

// Procs returns how many values Pin may return.
func Procs() int { return len(slots) }
