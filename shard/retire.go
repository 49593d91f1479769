package shard

// Retire takes series that belong together out of the set, if still says so of the
// number of their events. Their totals then stay what they are, and whatever counts on
// them goes on counting, as Detached events and without samples. Events that come
// meanwhile wait for the decision, unless they are being counted already: so still sees
// all that will ever be in the totals but for those. It must not block.
//
// Rings may hold samples of the series for a while yet. Their numbers stay theirs until
// Release.
func (s *Set) Retire(series []*Series, still func(total uint64) bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	total := uint64(0)
	for _, n := range series {
		n.cells.Store(&generation{older: n.cells.Load()}) // no cells: events come to grow
		total += n.Total()
	}
	if !still(total) {
		for _, n := range series {
			n.cells.Store(n.cells.Load().older)
		}
		return false
	}
	s.detached.addCells(1)
	for _, n := range series {
		n.retired.Store(true) // before the cells: see rate
		n.SetThreshold(NoThreshold)
		n.borrow()
		s.series.Set(n.number, nil)
	}
	return true
}

// borrow has the events of a retired series counted in the cells of the detached ones.
// The caller holds the set's mu.
func (s *Series) borrow() {
	own := s.cells.Load()
	if own.borrowed {
		own = own.older
	}
	s.cells.Store(&generation{cells: s.set.detached.Cells(), borrowed: true, older: own})
}

// Release gives the numbers of retired series to others. Nobody may use the series any
// more, and no ring hold a sample of theirs.
func (s *Set) Release(numbers []uint32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free = append(s.free, numbers...)
}

// Detached returns how many events there were on series after they were retired.
func (s *Set) Detached() uint64 { return s.detached.Total() }
