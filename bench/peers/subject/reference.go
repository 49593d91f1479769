package subject

import (
	"runtime"
	"time"

	"github.com/whitmetrics/whit/internal/procpin"
)

// references are what metrics are made of.
func references() []Subject {
	return []Subject{
		{Library: "runtime", Call: "pin and unpin", Family: Count, Role: Reference, Open: openPin},
		{Library: "sync/atomic", Call: "Uint64.Add in a call", Family: Count, Role: Reference, Open: openAtomicCall,
			Note: "what a method of an interface costs at least"},
		{Library: "time", Call: "Now, Since", Family: Timing, Role: Reference, Open: openClock},
	}
}

// openPin is what there is no counting per P without.
func openPin() (*Instance, error) {
	return &Instance{Run: func(w Work, n int) {
		for range w.Times(n) {
			procpin.Unpin(procpin.Pin())
		}
	}}, nil
}

// add is not inlined, as no method of an interface is.
//
//go:noinline
func (c *alone) add() { c.n.Add(1) }

// openAtomicCall tells what is the atomic instruction's doing from the call's: what the
// caller keeps on the stack meanwhile waits for that instruction.
func openAtomicCall() (*Instance, error) {
	c := new(alone)
	return &Instance{Run: func(w Work, n int) {
		for range w.Times(n) {
			c.add()
		}
	}}, nil
}

// openClock is the least that a timer costs that reads the clock on each event.
func openClock() (*Instance, error) {
	return &Instance{Run: func(w Work, n int) {
		var took time.Duration
		for range w.Times(n) {
			start := time.Now()
			took += time.Since(start)
		}
		runtime.KeepAlive(took)
	}}, nil
}
