package aggregate

import (
	"iter"
	"sync/atomic"

	"github.com/whitmetrics/whit/internal/slots"
)

// registry is the metrics by order of registration, with holes where some have been
// removed. Any goroutine may read it; changes are made under the collector's mu.
type registry struct {
	list atomic.Pointer[slots.List[metric]]
	live atomic.Int64
	next uint32 // place
}

func (r *registry) all() iter.Seq[*metric] {
	return r.list.Load().All()
}

// len returns about how many metrics there are.
func (r *registry) len() int { return int(r.live.Load()) }

func (r *registry) add(m *metric) {
	m.place = r.next
	r.next++
	r.list.Load().Set(m.place, m)
	r.live.Add(1)
}

// minHoles is how many holes are left alone.
const minHoles = 64

// remove takes m out. Once most places are holes, the others move together.
func (r *registry) remove(m *metric) {
	r.list.Load().Set(m.place, nil)
	r.live.Add(-1)
	if holes := int(r.next) - r.len(); holes < minHoles || holes < r.len() {
		return
	}
	dense := new(slots.List[metric])
	r.next = 0
	for m := range r.all() {
		m.place = r.next
		dense.Set(m.place, m)
		r.next++
	}
	r.list.Store(dense)
}

func (r *registry) bytes() int {
	return r.list.Load().Bytes()
}
