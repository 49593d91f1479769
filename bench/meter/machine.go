package meter

import (
	"runtime"
	"time"
)

// A machine is what the meter needs of the computer that it runs on.
type machine struct {
	now   func() time.Duration // monotonic, from an arbitrary origin
	probe func()               // a fixed amount of work that a busy neighbour slows
	tidy  func()               // run before each chunk
}

func realMachine() machine {
	start := time.Now()
	return machine{
		now:   func() time.Duration { return time.Since(start) },
		probe: func() { runtime.KeepAlive(probe(probeRounds, 1)) },
		// A collection that fell due inside a chunk would land in whichever
		// block is running. After this one the heap has at least 4 MB to grow
		// before the next. It is not switched off for the chunk, since an
		// operation may allocate without limit.
		tidy: runtime.GC,
	}
}

func (m machine) time(b Block, n int) time.Duration {
	start := m.now()
	b(n)
	return m.now() - start
}

// probeRounds makes a probe of about 20 µs: long against the clock's
// resolution, short against a chunk.
const probeRounds = 20_000

// probe interleaves six chains of one-cycle instructions that do not wait for
// one another, enough to keep four integer units busy. Instructions of longer
// latency (a multiplication) would leave units idle for a neighbour to use
// without being noticed.
//
//go:noinline
func probe(rounds int, seed uint64) uint64 {
	a, b, c, d, e, f := seed, seed+1, seed+2, seed+3, seed+4, seed+5
	for range rounds {
		a += a << 1
		b ^= b >> 1
		c += 0x9e3779b9
		d = d*3 + 1 // an address computation, not a multiplication
		e ^= c
		f += f * 5
		a ^= 0x55
		b += 77
		d ^= 0x33
		f ^= 0x77
	}
	return a + b + c + d + e + f
}
