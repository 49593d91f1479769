// Package shard keeps one value per P (the Go scheduler's processor), so that
// counting takes no lock and no shared cache line.
//
// A [Set] has one [Shard] per P, and any number of [Series], each of which has a cell per
// P. A goroutine that pins itself to its P (internal/procpin) is the
// only writer of that P's cells and shard, and the only producer of its ring.
// Whoever does not own them reads counts at any time, exactly.
package shard

import (
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/sample"
	"golang.org/x/sys/cpu"
)

// MinSlots is the least number of ring slots of one shard.
const MinSlots = 512

// Options configure a Set.
type Options struct {
	Slots  int          // ring slots of all shards together; each has at least MinSlots
	Policy ring.Policy  // what a full ring drops
	Rate   *sample.Rate // rate that a new shard starts with; p = 0 turns all sampling off
	Seed   uint64       // of the shards' generators, each of which gets its own stream
}

// Set is the shards of all Ps and the series that share them. All its methods
// may be called at any time from any goroutine.
type Set struct {
	opts     Options
	critical atomic.Pointer[sample.Rate] // rate of critical series

	// Both lists only grow, and are replaced under mu: a reader takes what is there.
	shards atomic.Pointer[[]*Shard]
	series atomic.Pointer[[]*Series]
	mu     sync.Mutex

	wake chan struct{}

	_    cpu.CacheLinePad
	tick atomic.Uint32 // written by the collector, read at every sample
	_    cpu.CacheLinePad
}

// NewSet returns a set with a shard for each P that there is now.
func NewSet(o Options) *Set {
	s := &Set{opts: o, wake: make(chan struct{}, 1)}
	s.critical.Store(always)
	if o.Rate.P() == 0 {
		s.critical.Store(never)
	}
	s.shards.Store(new([]*Shard))
	s.series.Store(new([]*Series))
	s.grow(procpin.Procs())
	return s
}

// Wake receives after a ring has passed half of its capacity.
func (s *Set) Wake() <-chan struct{} { return s.wake }

// SetTick sets the coarse time that events carry from now on.
func (s *Set) SetTick(t uint32) { s.tick.Store(t) }

// Shards returns the shards so far, by P. The caller must not change the slice.
func (s *Set) Shards() []*Shard { return *s.shards.Load() }

// SetRate sets the rate of every shard, those to come included.
func (s *Set) SetRate(r *sample.Rate) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opts.Rate = r
	for _, sh := range s.Shards() {
		sh.SetRate(r)
	}
}

// Add makes n a series of the set, with cells for as many Ps as there are now.
func (s *Set) Add(n *Series, sampling Sampling) {
	s.AddLazy(n, sampling)
	n.grow(0)
}

// AddLazy is [Set.Add] for a series that may never see an event: its first one
// makes the cells.
func (s *Set) AddLazy(n *Series, sampling Sampling) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := *s.series.Load()
	n.set, n.number, n.sampling = s, uint32(len(list)), sampling
	n.SetThreshold(NoThreshold)
	n.cells.Store(&generation{})
	// Appending in place is safe: a reader of the shorter slice stops before it.
	list = append(list, n)
	s.series.Store(&list)
}

// Off ends all sampling, that of critical series and above thresholds too, but for
// the gaps that are drawn already. Only who sets thresholds may call it.
func (s *Set) Off() {
	s.critical.Store(never)
	s.SetRate(never)
	for _, n := range *s.series.Load() {
		n.SetThreshold(NoThreshold)
	}
}

// shard returns the shard of P p, or nil if there is none yet.
func (s *Set) shard(p int) *Shard {
	if shards := *s.shards.Load(); uint(p) < uint(len(shards)) {
		return shards[p]
	}
	return nil
}

// grow makes shards for procs Ps. The shards that there are stay as they are.
func (s *Set) grow(procs int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.Shards()
	if len(old) >= procs {
		return
	}
	slots := max(s.opts.Slots/procs, MinSlots)
	if s.critical.Load() == never { // nothing comes
		slots = ring.MinCapacity
	}
	shards := append(make([]*Shard, 0, procs), old...)
	for p := len(old); p < procs; p++ {
		x := sample.NewXorshift(s.opts.Seed, uint64(p))
		shards = append(shards, newShard(slots, s.opts.Policy, s.opts.Rate, x))
	}
	s.shards.Store(&shards)
}

// lost counts a sample of the series of that number that was evicted from the
// ring of P p. The caller is pinned to p, so the cell, which held a sample, is there.
func (s *Set) lost(p int, number uint32) {
	if list := *s.series.Load(); uint(number) < uint(len(list)) {
		if cell := list[number].cell(p); cell != nil {
			increment(&cell.dropped)
		}
	}
}

// notify wakes the collector, unless that is under way.
func (s *Set) notify() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Bytes returns how much memory the set and its series hold, the strings in
// its rings aside. It is meant for a report, not for a hot path.
func (s *Set) Bytes() int {
	shards, series := s.Shards(), *s.series.Load()
	n := int(unsafe.Sizeof(*s)) + 8*(cap(shards)+cap(series))
	for _, sh := range shards {
		n += sh.bytes()
	}
	for _, se := range series {
		n += se.bytes()
	}
	return n
}
