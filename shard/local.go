package shard

import (
	"unsafe"

	"github.com/whitmetrics/whit/internal/procpin"
)

// PublishEvery is how many events a [Local] counts at most before it publishes.
const PublishEvery = 64

// Local counts events of one series for one goroutine, which alone may use it, on
// cache lines of its own. It adds to the series at each sample, every PublishEvery
// events, and on Close; it draws its own gaps.
type Local struct {
	left  uint64  // events until the slow path, that one included; at least 1 between calls
	limit float64 // of a value's square: see Threshold.square
	localState
	_ [lineSize - (16+unsafe.Sizeof(localState{}))%lineSize]byte
}

// localState is what only the slow path of a Local needs.
type localState struct {
	run    uint64  // what left was when it was set: run-left events are unpublished
	gap    uint64  // events from there to the next sampled one, that one included
	weight float64 // 1/p under which gap was drawn
	series *Series
	closed bool
}

// Init makes l a handle of s. It comes before any other use.
func (l *Local) Init(s *Series) {
	l.series = s
	p := s.pin()
	_, sh := s.at(p)
	if sh == nil {
		p, _, sh = s.locate(p)
	}
	sh.enter()
	l.schedule(sh)
	sh.leave()
	procpin.Unpin(p)
}

// Due takes one event, and reports whether that is due for Record.
func (l *Local) Due() bool {
	l.left--
	return l.left == 0
}

// Take counts n events if that takes no more than counting, and reports whether it
// did; if not, it has done nothing, and they are due for RecordN.
func (l *Local) Take(n uint64) bool {
	if n >= l.left {
		return false
	}
	l.left -= n
	return true
}

// Record is the slow path behind Due. It counts the event that Due took with all
// that are unpublished, and samples it if that is due.
//
//go:noinline
func (l *Local) Record(value float64, client string) {
	l.record(l.run-l.left, 1, value, client, false)
}

// RecordN is the slow path behind Take, for n events that happened as one.
//
//go:noinline
func (l *Local) RecordN(n uint64, value float64) {
	l.record(l.run-l.left+n, n, value, "", false)
}

// record publishes done events. The last k of them, which happened as one, may be due
// for sampling, or are above the threshold.
func (l *Local) record(done, k uint64, value float64, client string, above bool) {
	s := l.series
	p := l.series.pin()
	cell, sh := s.at(p)
	if sh == nil {
		p, cell, sh = s.locate(p)
	}
	sh.enter()
	cell.publish(done)
	wake := false
	weight, taken := 0., above && sh.spend() // before the gap may bring credit: see spend
	if done >= l.gap {
		weight = l.weight
		cell.stand(weight, k)
		sh.earn(weight)
		l.schedule(sh)
	} else {
		l.gap -= done
		l.rewind()
	}
	if taken {
		weight = 1
		cell.above()
	}
	if weight != 0 {
		wake = s.push(p, sh, cell, weight, value, client)
	}
	sh.leave()
	procpin.Unpin(p)
	if wake {
		s.set.notify()
	}
}

// Close publishes what is left. Events after it are counted and sampled as before,
// each on the slow path, so that none is ever unpublished again.
func (l *Local) Close() {
	l.closed = true
	p := l.series.pin()
	cell, sh := l.series.at(p)
	if sh == nil {
		p, cell, sh = l.series.locate(p)
	}
	sh.enter()
	done := l.run - l.left // below gap, as the event that ends it is never left behind
	cell.publish(done)
	l.gap -= done
	l.rewind()
	sh.leave()
	procpin.Unpin(p)
}

// schedule draws the next gap from sh, to which the caller is pinned.
func (l *Local) schedule(sh *Shard) {
	r := l.series.rate(sh)
	l.gap, l.weight = r.Gap(&sh.x), r.Weight()
	l.rewind()
}

// rewind starts the next run: to the sample, or to the next publication.
func (l *Local) rewind() {
	l.run = min(l.gap, PublishEvery)
	if l.closed {
		l.run = 1
	}
	l.left = l.run
	l.limit = l.series.Threshold().square()
}
