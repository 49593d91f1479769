package whit

import (
	"math/bits"
	"sync/atomic"

	"github.com/whitmetrics/whit/aggregate"
)

// member is one series of a family, with its handle. The handle's users keep it alive.
type member[H Handle] struct {
	key    labelKey
	hash   uint64
	state  atomic.Uint32
	labels []aggregate.Label
	entry  aggregate.Registration // the family's mu
	handle H
}

// What a member's state may be.
const (
	present = iota // 0: see absent
	idle           // it goes unless somebody asks for it before the next publication
	gone           // it is no member any more
)

// absent returns 0 if m is present.
func (m *member[H]) absent() uint64 { return uint64(m.state.Load()) }

func (m *member[H]) is(values []string) bool {
	if len(m.labels) != len(values) {
		return false
	}
	for i := range values {
		if m.labels[i].Value != values[i] {
			return false
		}
	}
	return true
}

// seriesTable finds members by their labels' values: a hash table with linear probing.
// Anybody reads it at any time; whoever has the family's mu puts members in and takes
// them out, until a larger table takes its place. No more than a quarter of the slots
// are taken, so that each row ends with a free one, and that most members are the first
// of theirs.
type seriesTable[H Handle] struct {
	slots []atomic.Pointer[member[H]] // a power of two
	taken int                         // slots that are not nil; the family's mu
}

const minSlots = 16

func newSeriesTable[H Handle](room int) *seriesTable[H] {
	return &seriesTable[H]{slots: make([]atomic.Pointer[member[H]], max(minSlots, 1<<bits.Len(uint(4*room-1))))}
}

// find returns the member with those values, or nil.
func (t *seriesTable[H]) find(hash uint64, values []string) *member[H] {
	mask := uint64(len(t.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		m := t.slots[i].Load()
		if m == nil || m.hash == hash && m.is(values) {
			return m
		}
	}
}

// full reports whether there is no slot for another member.
func (t *seriesTable[H]) full() bool { return 4*(t.taken+1) > len(t.slots) }

// put enters a member that is not in the table, which is not full.
func (t *seriesTable[H]) put(m *member[H]) {
	mask := uint64(len(t.slots) - 1)
	i := m.hash & mask
	for t.slots[i].Load() != nil {
		i = (i + 1) & mask
	}
	t.slots[i].Store(m)
	t.taken++
}

// remove puts hole, which is like no member, in the place of m, so that what comes
// after it in its row is still found.
func (t *seriesTable[H]) remove(m, hole *member[H]) {
	mask := uint64(len(t.slots) - 1)
	for i := m.hash & mask; ; i = (i + 1) & mask {
		if t.slots[i].CompareAndSwap(m, hole) {
			return
		}
	}
}

// copy returns a table of the members, without holes, with room for twice as many: of four
// to eight slots a member it then has eight.
func (t *seriesTable[H]) copy(members int) *seriesTable[H] {
	larger := newSeriesTable[H](2 * max(members, 1))
	t.each(larger.put)
	return larger
}

func (t *seriesTable[H]) each(visit func(*member[H])) {
	for i := range t.slots {
		if m := t.slots[i].Load(); m != nil && m.labels != nil {
			visit(m)
		}
	}
}
