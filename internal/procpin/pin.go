//go:build gc && !whit_nopin

package procpin

import (
	"runtime"
	_ "unsafe" // for go:linkname
)

// ByRuntime tells the variants apart: true where a pin is the runtime's own.
const ByRuntime = true

// Pin pins the calling goroutine and returns the number of its P, from 0 to
// GOMAXPROCS-1 at this moment. It costs about a nanosecond.
//
//go:linkname Pin runtime.procPin
func Pin() int

// Unpin ends what the last Pin began. The argument, which is what Pin returned,
// is for the other variant.
func Unpin(int) { procUnpin() }

//go:linkname procUnpin runtime.procUnpin
func procUnpin()

// Procs returns how many values Pin may return now; it may grow later.
func Procs() int { return runtime.GOMAXPROCS(0) }
