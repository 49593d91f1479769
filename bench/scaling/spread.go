package main

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/whitmetrics/whit/internal/procpin"
)

// patience bounds how long goroutines wait for Ps that none of them is on. More threads
// than processors get their turns late.
const patience = 100 * time.Millisecond

// spread calls record so many times on each of procs Ps, and returns how many Ps it
// has come to. Whoever has had its P's turn keeps the P busy, so that the others have
// to go elsewhere.
func spread(procs, times int, record func()) (reached int) {
	claimed := make([]atomic.Bool, procs)
	var done atomic.Int64
	end := time.Now().Add(patience)
	waiting := func() bool { return int(done.Load()) < procs && time.Now().Before(end) }
	var all sync.WaitGroup
	for range procs {
		all.Go(func() {
			for waiting() {
				p := procpin.Pin()
				procpin.Unpin(p)
				if p >= procs || !claimed[p].CompareAndSwap(false, true) {
					yield()
					runtime.Gosched()
					continue
				}
				for range times {
					record()
				}
				done.Add(1)
				for waiting() {
					yield()
				}
				return
			}
		})
	}
	all.Wait()
	return int(done.Load())
}
