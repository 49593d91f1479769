package shard

import "unsafe"

const (
	AtomicOwner = atomicOwner
	LineSize    = lineSize
	CellSize    = unsafe.Sizeof(cell{})
	LocalSize   = unsafe.Sizeof(Local{})
)

// Generations returns how many generations of cells the series has.
func (s *Series) Generations() (n int) {
	for g := s.cells.Load(); g != nil; g = g.older {
		n++
	}
	return n
}

// CellAddresses returns where the cells of the newest generation are.
func (s *Series) CellAddresses() (at []uintptr) {
	cells := s.cells.Load().cells
	for p := range cells {
		at = append(at, uintptr(unsafe.Pointer(&cells[p])))
	}
	return at
}

// Strand makes series s forget the shard of its set beyond the first n Ps, as if
// the others were new.
func (s *Set) Strand(n int) {
	shards := s.Shards()[:n]
	s.shards.Store(&shards)
}

// Pending returns the events up to the next sample on P p, that one included.
func (s *Series) Pending(p int) uint64 {
	c := s.cell(p)
	return c.next - c.count + 1
}

// FirstDraws returns the first random number of each shard of a set for so many Ps.
func FirstDraws(procs int) (draws []uint64) {
	set := NewSet(Options{Rate: always, Seed: 1})
	set.grow(procs)
	for _, sh := range set.Shards() {
		draws = append(draws, sh.x.Uint64())
	}
	return draws
}

// Square is what a local handle compares the squares of values with.
func (t Threshold) Square() float64 { return t.square() }
