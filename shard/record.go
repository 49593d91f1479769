package shard

import (
	"github.com/whitmetrics/whit/internal/float"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/sample"
)

// The functions of this file are the slow paths behind Cells.Count: they count
// too, whatever the cell's state, and sample if a sample is due. Those that are given
// a p are called pinned to it, and return unpinned.

// Record counts k events that happened as one, with value and client as the
// detail of their sample.
//
//go:noinline
func (s *Series) Record(p int, k uint64, value float64, client string) {
	cell, sh := s.at(p)
	if sh == nil {
		p, cell, sh = s.locate(p)
	}
	sh.enter()
	wake := false
	if w := cell.draw(s.rate(sh), &sh.x, k); w != 0 {
		sh.earn(w)
		wake = s.push(p, sh, cell, w, value, client)
	}
	sh.leave()
	procpin.Unpin(p)
	if wake {
		s.set.notify()
	}
}

// RecordBeyond counts an event whose value the series' Threshold does not hold: above
// it, negative, or refused. The caller is not pinned.
//
//go:noinline
func (s *Series) RecordBeyond(value float64, client string) {
	switch {
	case !float.Finite(value):
		s.Reject()
	case value > 0:
		s.take(value, client)
	default:
		cells := s.Cells()
		p := procpin.Pin()
		if cells.Count(p) {
			procpin.Unpin(p)
			return
		}
		s.Record(p, 1, value, client)
	}
}

// take counts an event that is a sample for its value's sake, and stands for itself
// alone, or, without credit, one that is drawn like the others.
func (s *Series) take(value float64, client string) {
	p := s.pin()
	cell, sh := s.at(p)
	if sh == nil {
		p, cell, sh = s.locate(p)
	}
	sh.enter()
	wake := false
	if w := cell.take(s.rate(sh), &sh.x, sh); w != 0 {
		wake = s.push(p, sh, cell, w, value, client)
	}
	sh.leave()
	procpin.Unpin(p)
	if wake {
		s.set.notify()
	}
}

// Begin counts one event, a span's start, and returns the weight of its sample,
// or 0 if it is not sampled. What has weight is to be given to End. It is rounded,
// so that a span may hold it in four bytes.
//
//go:noinline
func (s *Series) Begin(p int) (weight float32) {
	cell, sh := s.at(p)
	if sh == nil {
		p, cell, sh = s.locate(p)
	}
	sh.enter()
	if weight = float32(cell.draw(s.rate(sh), &sh.x, 1)); weight != 0 {
		cell.addOpen(float64(weight))
	}
	sh.leave()
	procpin.Unpin(p)
	return weight
}

// End records the sample of a span that began with weight, on whichever P that
// was. It counts nothing.
//
//go:noinline
func (s *Series) End(weight float32, value float64, client string) {
	p := s.pin()
	cell, sh := s.at(p)
	if sh == nil {
		p, cell, sh = s.locate(p)
	}
	sh.enter()
	cell.addOpen(-float64(weight))
	wake := s.push(p, sh, cell, float64(weight), value, client)
	sh.leave()
	procpin.Unpin(p)
	if wake {
		s.set.notify()
	}
}

// push gives a sample to the ring of sh and reports whether the collector should
// be woken, which is for after the unpin. The caller is pinned to p.
func (s *Series) push(p int, sh *Shard, cell *cell, weight, value float64, client string) (wake bool) {
	ownerStore(&cell.drawn, ownerLoad(&cell.drawn)+1)
	slot, out := sh.Ring.Reserve(s.sampling == Critical)
	if !out.Stored {
		increment(&cell.dropped)
		increment(&sh.refused)
		return out.Wake
	}
	slot.Client = client
	slot.Value = value
	slot.Weight = weight
	slot.Metric = s.number
	slot.Tick = s.set.tick.Load()
	sh.Ring.Commit()
	if out.Evicted {
		s.set.lost(p, out.Victim)
	}
	return out.Wake
}

// rate returns the rate at which s draws its gaps on sh.
func (s *Series) rate(sh *Shard) *sample.Rate {
	switch s.sampling {
	case Unsampled:
		return never
	case Critical:
		return s.set.critical.Load()
	}
	return sh.Rate()
}

// pin pins, after it has made sure that s is not nil or zero: see Cells.
func (s *Series) pin() int {
	_ = s.Cells()
	return procpin.Pin()
}

// at returns what belongs to P p, nil if P p is new: see locate.
func (s *Series) at(p int) (c *cell, sh *Shard) {
	if c = s.cell(p); c != nil {
		sh = s.set.shard(p)
	}
	return c, sh
}

// locate makes what belongs to P p, which is new. It unpins, since that takes
// memory, and pins again: on which P, the caller learns from the result.
//
//go:noinline
func (s *Series) locate(p int) (int, *cell, *Shard) {
	for {
		if c := s.cell(p); c != nil {
			c.pass()
		}
		procpin.Unpin(p)
		s.grow(p)
		p = procpin.Pin()
		if cell, sh := s.at(p); sh != nil {
			return p, cell, sh
		}
	}
}
