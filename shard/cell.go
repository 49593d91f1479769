package shard

import (
	"math"
	"sync/atomic"
	"unsafe"

	"github.com/whitmetrics/whit/sample"
	"golang.org/x/sys/cpu"
)

// cellState is one series' share of one P. Whoever is pinned to the P is its
// only writer; others read what ownerStore wrote with readerLoad, and what is atomic.
//
// The zero cell is ready: next equals count, which sends its first event to the
// slow path, where the weight of 0 says that no gap was drawn yet.
type cellState struct {
	count  uint64  // events, exactly
	next   uint64  // the count before the next sampled event; never less than count
	weight float64 // 1/p under which the gap to it was drawn

	// Of a timer, float64 bits: weight of sampled spans begun here less that of those
	// ended here. Of a distribution: events above the threshold.
	openOrAbove uint64

	drawn   uint64        // samples, those that were lost included
	stood   uint64        // float64 bits: events that the gaps which ended stood for, Σ 1/p
	spread  uint64        // float64 bits: variance of that, Σ 1/p(1/p - 1)
	dropped atomic.Uint64 // samples that lost their detail in a full ring
}

// cell is a cellState on cache lines of its own: two Ps never write to one line.
type cell struct {
	_ [(lineSize - unsafe.Sizeof(cellState{})%lineSize) % lineSize]byte // in front: no bytes behind would be eight
	cellState
}

const lineSize = unsafe.Sizeof(cpu.CacheLinePad{})

// count1 counts one event unless a sample is due with it. It reports whether it
// did. The caller is pinned to the cell's P.
func (c *cell) count1() bool {
	n := ownerLoad(&c.count)
	if n == c.next {
		return false
	}
	ownerStore(&c.count, n+1)
	return true
}

// countN is count1 for k events at once.
func (c *cell) countN(k uint64) bool {
	n := ownerLoad(&c.count)
	if k > c.next-n {
		return false
	}
	ownerStore(&c.count, n+k)
	return true
}

// draw counts k events, and returns the weight of the sample among them, or 0
// if there is none. A sample stands for all k, so that one call brings one sample
// at most; the gap that follows is drawn anew from the end of the k, which is as
// good as any point: gaps have no memory.
func (c *cell) draw(r *sample.Rate, x *sample.Xorshift, k uint64) (weight float64) {
	n := ownerLoad(&c.count)
	if c.weight == 0 {
		c.schedule(n, r, x)
	}
	if k > c.next-n && c.next != sample.Never {
		weight = c.weight
		c.stand(weight, k)
		c.schedule(n+k, r, x)
	}
	ownerStore(&c.count, n+k)
	return weight
}

// take counts one event above the series' threshold, and returns the weight of its
// sample: 1, whatever the gap says, which may end with it without a sample of its own.
// Without credit it is draw.
func (c *cell) take(r *sample.Rate, x *sample.Xorshift, sh *Shard) (weight float64) {
	above := sh.spend()
	if above {
		c.above()
	}
	weight = c.draw(r, x, 1)
	if weight != 0 {
		sh.earn(weight)
	}
	if above {
		weight = 1
	}
	return weight
}

// above notes an event above the threshold.
func (c *cell) above() { ownerStore(&c.openOrAbove, ownerLoad(&c.openOrAbove)+1) }

// stand notes that a gap of that weight has ended with k events at once, which had
// a chance of 1-(1-p)^k to meet its end: k over that is what they stand for.
func (c *cell) stand(weight float64, k uint64) {
	events := float64(k)
	stood := weight
	if k > 1 {
		stood = events / (1 - math.Pow(1-1/weight, events))
	}
	ownerAdd(&c.stood, stood)
	ownerAdd(&c.spread, stood*(stood-events))
}

// schedule draws the gap from count n to the next sample.
func (c *cell) schedule(n uint64, r *sample.Rate, x *sample.Xorshift) {
	c.next = saturate(n, r.Gap(x)-1)
	c.weight = r.Weight()
}

// publish counts k events whose sampling was decided elsewhere: the cell's own
// pending gap moves behind them.
func (c *cell) publish(k uint64) {
	n := ownerLoad(&c.count)
	c.next = saturate(c.next, k)
	ownerStore(&c.count, n+k)
}

// pass hands the cell on to the next owner unchanged, after an owner that has read
// it and will not store its count: see ownerStore.
func (c *cell) pass() { ownerStore(&c.count, ownerLoad(&c.count)) }

// addOpen adds w to the weight of open spans.
func (c *cell) addOpen(w float64) { ownerAdd(&c.openOrAbove, w) }

// ownerAdd adds d to the float64 whose bits an owner keeps at p.
func ownerAdd(p *uint64, d float64) {
	ownerStore(p, math.Float64bits(math.Float64frombits(ownerLoad(p))+d))
}

// increment adds 1 to a counter of the cell that only its owner writes.
func increment(n *atomic.Uint64) { n.Store(n.Load() + 1) }

// saturate returns a+b, or [sample.Never] where that does not fit.
func saturate(a, b uint64) uint64 {
	if sum := a + b; sum >= a {
		return sum
	}
	return sample.Never
}
