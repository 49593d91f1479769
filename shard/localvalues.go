package shard

import "github.com/whitmetrics/whit/internal/float"

// LocalValues is the Local of a series whose events have a value each.
type LocalValues Local

// NewLocalValues returns a handle of s for one goroutine.
func NewLocalValues(s *Series) *LocalValues {
	l := new(Local)
	l.Init(s)
	return (*LocalValues)(l)
}

// Record counts an event with value v.
func (l *LocalValues) Record(v float64) {
	l.left--
	if l.left == 0 || !(v*v <= l.limit) {
		l.recordSlow(v, "")
	}
}

// RecordFor counts an event with value v that client caused. Only a sampled event
// keeps the client: its bytes must not change afterwards, so clone a string that was
// made of a buffer that is used again.
func (l *LocalValues) RecordFor(v float64, client string) {
	l.left--
	if l.left == 0 || !(v*v <= l.limit) { // written out: a call more, and nobody inlines this
		l.recordSlow(v, client)
	}
}

// Close adds what is left to the series. After it the handle still records exactly,
// at the cost of one that is not local.
func (l *LocalValues) Close() { (*Local)(l).Close() }

// recordSlow deals with what may be due: v may be refused, or above the threshold, or
// the last before a publication.
//
//go:noinline
func (l *LocalValues) recordSlow(v float64, client string) {
	local := (*Local)(l)
	switch {
	case !float.Finite(v):
		l.left++
		l.series.Reject()
	case v > 0 && !l.series.Threshold().Holds(v):
		local.record(l.run-l.left, 1, v, client, true)
	case l.left == 0:
		local.record(l.run, 1, v, client, false)
	}
}
