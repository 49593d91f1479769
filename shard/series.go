package shard

import (
	"math"
	"sync/atomic"
	"unsafe"

	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/sample"
)

// Sampling says which events of a series are sampled.
type Sampling uint8

const (
	Sampled   Sampling = iota // at the shards' rate
	Unsampled                 // none: they have nothing to tell but that they happened
	Critical                  // each
)

// The rates of series that do not follow the shards'.
var (
	never  = sample.NewRate(0)
	always = sample.NewRate(1)
)

// Series is one count: a cell per P. It is exact whenever it is read, and never
// falls. It becomes usable by [Set.Add], and must not be copied.
type Series struct {
	// cells and threshold are read on the hot path; see Cells and Threshold.
	cells     atomic.Pointer[generation]
	threshold atomic.Uint64

	rejected atomic.Uint64 // values refused: misuse, so whose line it is does not matter
	set      *Set
	sampling Sampling
	retired  atomic.Bool // cells are borrowed
	number   uint32
}

func (s *Series) init(set *Set, sampling Sampling) {
	s.set, s.sampling = set, sampling
	s.SetThreshold(NoThreshold)
	s.cells.Store(&generation{})
}

// generation is the cells of a series for as many Ps as there were when it was
// made. When there are more, a larger one takes its place. Owners that still
// write to the older one do so safely: it is kept, and counts are sums over all
// generations. A cell that is left behind takes a pending gap with it, and the one
// that follows draws anew; gaps have no memory, so nothing is biased.
type generation struct {
	cells    []cell
	older    *generation
	borrowed bool // the cells are another series': see Retire
}

// Cells is the cells of a series by P, as of some moment: cells stay good when
// others take their place.
type Cells []cell

// Cells returns the cells. It, or Check, comes before the pin: of a nil series, or one
// that is in no set, it panics, and nobody recovers from that while pinned.
func (s *Series) Cells() Cells { return s.cells.Load().cells }

// Check panics where Cells would. Cells may come after the pin then, so that the caller
// need not put them on the stack meanwhile.
func (s *Series) Check() { _ = s.cells.Load().cells }

// Count counts one event on P p if that takes no more than counting, and reports
// whether it did; if not, it has done nothing, and the event is due for Record or
// Begin of the series. The caller is pinned to p.
func (c Cells) Count(p int) bool { return uint(p) < uint(len(c)) && c[p].count1() }

// CountN is [Cells.Count] for k events at once.
func (c Cells) CountN(p int, k uint64) bool { return uint(p) < uint(len(c)) && c[p].countN(k) }

// cell returns the cell of P p, or nil if there is none yet.
func (s *Series) cell(p int) *cell {
	if cells := s.cells.Load().cells; uint(p) < uint(len(cells)) {
		return &cells[p]
	}
	return nil
}

// Samples reports whether any event of the series may be a sample, and Critical
// whether each is.
func (s *Series) Samples() bool  { return s.sampling != Unsampled }
func (s *Series) Critical() bool { return s.sampling == Critical }

// Number tells the series of a set apart; events carry it.
func (s *Series) Number() uint32 { return s.number }

// Procs returns how many Ps have a cell.
func (s *Series) Procs() int { return len(s.cells.Load().cells) }

// Total returns the number of events so far.
func (s *Series) Total() (n uint64) {
	s.each(func(_ int, c *cell) { n += readerLoad(&c.count) })
	return n
}

// CountOf returns the number of events of P p so far.
func (s *Series) CountOf(p int) (n uint64) {
	for g := s.cells.Load(); g != nil; g = g.older {
		if p < len(g.cells) && !g.borrowed {
			n += readerLoad(&g.cells[p].count)
		}
	}
	return n
}

// Taken returns how many events were above the threshold of their time. It is for
// series of values, not of spans.
func (s *Series) Taken() (n uint64) {
	s.each(func(_ int, c *cell) { n += readerLoad(&c.openOrAbove) })
	return n
}

// Stood returns how many events the gaps that have ended stood for, by the rates at
// which they were drawn: the Horvitz-Thompson estimate of the number of events, with
// its variance. Samples that were lost later are in it.
func (s *Series) Stood() (events, variance float64) {
	s.each(func(_ int, c *cell) {
		events += math.Float64frombits(readerLoad(&c.stood))
		variance += math.Float64frombits(readerLoad(&c.spread))
	})
	return events, variance
}

// Drawn returns how many samples there were, those that were lost included.
func (s *Series) Drawn() (n uint64) {
	s.each(func(_ int, c *cell) { n += readerLoad(&c.drawn) })
	return n
}

// Dropped returns how many samples lost their detail in a full ring.
func (s *Series) Dropped() (n uint64) {
	s.each(func(_ int, c *cell) { n += c.dropped.Load() })
	return n
}

// Rejected returns how many values were refused: NaN and infinite ones.
func (s *Series) Rejected() uint64 { return s.rejected.Load() }

// Reject counts a refused value.
func (s *Series) Reject() {
	_ = s.Cells() // panics for a series that is nil or zero
	s.rejected.Add(1)
	s.set.rejected.Add(1)
}

// Open returns the weight of the sampled spans that have begun and not ended. It is
// for series of spans.
func (s *Series) Open() (w float64) {
	s.each(func(_ int, c *cell) { w += math.Float64frombits(readerLoad(&c.openOrAbove)) })
	return max(w, 0) // a span may be seen to end before it is seen to begin
}

func (s *Series) each(visit func(p int, c *cell)) {
	for g := s.cells.Load(); g != nil; g = g.older {
		if g.borrowed {
			continue
		}
		for p := range g.cells {
			visit(p, &g.cells[p])
		}
	}
}

// grow makes a cell and a shard for P p.
func (s *Series) grow(p int) {
	procs := max(p+1, procpin.Procs())
	s.set.grow(procs)
	s.set.mu.Lock()
	defer s.set.mu.Unlock()
	if s.retired.Load() {
		s.set.detached.addCells(procs)
		s.borrow()
		return
	}
	s.addCells(procs)
}

// addCells makes a generation for at least procs Ps, unless there is one. It
// doubles at least, so that all that were left behind are no larger than it.
func (s *Series) addCells(procs int) {
	old := s.cells.Load()
	n := len(old.cells)
	switch {
	case n >= procs:
		return
	case n == 0:
		old = nil
	}
	s.cells.Store(&generation{cells: make([]cell, max(procs, 2*n)), older: old})
}

func (s *Series) bytes() int {
	n := int(unsafe.Sizeof(*s))
	for g := s.cells.Load(); g != nil; g = g.older {
		n += int(unsafe.Sizeof(*g))
		if !g.borrowed {
			n += len(g.cells) * int(unsafe.Sizeof(cell{}))
		}
	}
	return n
}
