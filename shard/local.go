package shard

import (
	"unsafe"

	"github.com/whitmetrics/whit/internal/procpin"
)

// PublishEvery is how many events a [Local] counts at most before it publishes.
const PublishEvery = 64

// localState is what one goroutine keeps of a series. All of it is that
// goroutine's own.
type localState struct {
	left   uint64  // events until the slow path, this one included; at least 1
	run    uint64  // what left was when it was set: run-left events are unpublished
	gap    uint64  // events from there to the next sampled one, that one included
	weight float64 // 1/p under which gap was drawn
	series *Series
	closed bool
}

// Local counts events of one series for one goroutine, which alone may use it,
// on cache lines of its own. It adds to the series at each sample, every
// PublishEvery events, and on Close; it draws its own gaps.
type Local struct {
	localState
	_ [lineSize - unsafe.Sizeof(localState{})%lineSize]byte
}

// Init makes l a handle of s. It comes before any other use.
func (l *Local) Init(s *Series) {
	l.series = s
	p, _, sh := s.locate(procpin.Pin())
	sh.enter()
	l.schedule(sh)
	sh.leave()
	procpin.Unpin(p)
}

// Step counts one event if that takes no more than counting, and reports whether
// it did; if not, it has done nothing, and the event is due for Record.
func (l *Local) Step() bool {
	if l.left <= 1 {
		return false
	}
	l.left--
	return true
}

// StepN is [Local.Step] for k events at once.
func (l *Local) StepN(k uint64) bool {
	if l.left <= k {
		return false
	}
	l.left -= k
	return true
}

// Record is the slow path behind Step: it counts k events that happened as one,
// publishes, and samples if a sample is due.
//
//go:noinline
func (l *Local) Record(k uint64, value float64, client string) {
	s := l.series
	p, cell, sh := s.locate(procpin.Pin())
	sh.enter()
	done := l.run - l.left + k
	cell.publish(done)
	wake := false
	if done >= l.gap {
		wake = s.push(p, sh, cell, l.weight, value, client)
		l.schedule(sh)
	} else {
		l.gap -= done
		l.rewind()
	}
	sh.leave()
	procpin.Unpin(p)
	if wake {
		s.set.notify()
	}
}

// Close publishes what is left. Events after it are counted and sampled as
// before, each on the slow path, so that none is ever unpublished again.
func (l *Local) Close() {
	l.closed = true
	if l.run == l.left {
		l.rewind()
		return
	}
	p, cell, sh := l.series.locate(procpin.Pin())
	sh.enter()
	done := l.run - l.left // less than gap: the gap's last event is never left behind
	cell.publish(done)
	l.gap -= done
	l.rewind()
	sh.leave()
	procpin.Unpin(p)
}

// Reject counts a refused value.
func (l *Local) Reject() { l.series.Reject() }

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
}
