package meter

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// A pair is the time of one block of each kind.
type pair struct{ base, with time.Duration }

// ratio is the pair's overhead as a fraction.
func (p pair) ratio() float64 {
	return float64(p.with)/float64(max(p.base, 1)) - 1
}

// A chunk is a run of pairs between two probes.
type chunk struct {
	pairs         []pair
	before, after time.Duration // the probes
}

// quietTolerance is how much longer than the fastest a quiet probe may take.
const quietTolerance = 0.10

func (c chunk) quiet(fastest time.Duration) bool {
	return float64(max(c.before, c.after)) <= (1+quietTolerance)*float64(fastest)
}

// runChunk runs one pair for each element of baseFirst, which says which block
// comes first, on procs goroutines in step.
func (m machine) runChunk(s Subject, n, procs int, baseFirst []bool) chunk {
	m.tidy()
	parts := make([]chunk, procs)
	g := gate{procs: int64(procs)}
	var others sync.WaitGroup
	for i := 1; i < procs; i++ {
		others.Go(func() { parts[i] = m.runPart(s, n, baseFirst, &g) })
	}
	parts[0] = m.runPart(s, n, baseFirst, &g)
	others.Wait()
	return merge(parts)
}

// runPart is one goroutine's share of a chunk.
func (m machine) runPart(s Subject, n int, baseFirst []bool, g *gate) chunk {
	c := chunk{pairs: make([]pair, len(baseFirst))}
	var passed int64
	timed := func(b Block, n int) time.Duration {
		passed++
		g.pass(passed)
		return m.time(b, n)
	}
	probe := func(int) { m.probe() }

	// Untimed: the collection and the other subjects have cooled the caches.
	timed(s.Base, n)
	timed(s.With, n)
	c.before = timed(probe, 1)
	for i, first := range baseFirst {
		p := &c.pairs[i]
		if first {
			p.base = timed(s.Base, n)
			p.with = timed(s.With, n)
		} else {
			p.with = timed(s.With, n)
			p.base = timed(s.Base, n)
		}
	}
	c.after = timed(probe, 1)
	return c
}

// merge gives each pair the mean of the goroutines' times, which counts the time
// that an operation made them wait for one another, and not the time for which
// one that is done waits for the rest. A probe is as slow as its slowest.
func merge(parts []chunk) chunk {
	whole := parts[0]
	for _, c := range parts[1:] {
		for i, p := range c.pairs {
			whole.pairs[i].base += p.base
			whole.pairs[i].with += p.with
		}
		whole.before = max(whole.before, c.before)
		whole.after = max(whole.after, c.after)
	}
	for i := range whole.pairs {
		whole.pairs[i].base /= time.Duration(len(parts))
		whole.pairs[i].with /= time.Duration(len(parts))
	}
	return whole
}

// A gate lets procs goroutines through together, again and again.
type gate struct {
	procs   int64
	arrived atomic.Int64 // only grows: the k-th passage is open at k × procs
}

// pass waits for the others; k counts the caller's passages from 1. It spins, so
// that all start within nanoseconds; a wake-up takes microseconds.
func (g *gate) pass(k int64) {
	g.arrived.Add(1)
	for spins := 1; g.arrived.Load() < k*g.procs; spins++ {
		if spins%1000 == 0 {
			runtime.Gosched() // somebody may be waiting for this processor
		}
	}
}
