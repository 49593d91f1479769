package meter

import (
	"context"
	"runtime"
)

// A Block runs n iterations of something, n > 0, and keeps its results alive
// ([runtime.KeepAlive]) so that the compiler cannot drop the work. With
// [Config].Procs above 1 it runs on several goroutines at once; what belongs to
// one goroutine is then made inside the block.
type Block func(n int)

// A Subject is one operation to measure. The loops of its two blocks should
// differ in the operation only. Close over constants and pointers, not over
// functions to call: an indirect call has a cost of its own.
type Subject struct {
	Name string
	Base Block // the work alone
	With Block // the same work, followed by the operation
}

// A Result is what was measured of one subject.
type Result struct {
	Name       string
	Procs      int // goroutines that ran each block at once
	Iterations int // per block and goroutine
	All        Summary
	Quiet      Summary // of the pairs without a busy neighbour; there may be none
}

// Measure measures the subjects, a chunk of pairs of each in turn, in an order
// drawn anew for every round, so that a noisy minute hits all alike. The results
// are in the order of the subjects.
//
// It takes about 2.5 × Pairs × BlockTime per subject (two blocks, the warm-up
// and a garbage collection per chunk), more if the operation is slow, and should
// have the process to itself. If ctx ends it stops after the chunk at hand and
// returns what it has, together with the cause. Any other error (a bad
// configuration, [ErrCoarseClock], [ErrNoWork]) comes before the first pair and
// with no results.
func Measure(ctx context.Context, cfg Config, subjects ...Subject) ([]Result, error) {
	return measure(ctx, cfg, realMachine(), subjects)
}

func measure(ctx context.Context, cfg Config, m machine, subjects []Subject) ([]Result, error) {
	cfg = cfg.withDefaults()
	if err := check(cfg, subjects); err != nil {
		return nil, err
	}
	if cfg.Procs == 1 {
		// On one thread the pairs of a chunk tend to stay on one core. Not
		// with several goroutines: a locked one that blocks, on a mutex, say,
		// takes microseconds to resume, which is not the operation's doing.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
	}
	r, err := newRun(cfg, m, subjects)
	if err != nil {
		return nil, err
	}
	err = r.rounds(ctx)
	return r.results(), err
}
