package whitotel

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/puzpuzpuz/xsync/v3"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

// family is the series of an instrument, one for each attribute set that it has seen.
// B is what a series counts in.
//
// A set that is known is found without a lock or an allocation, and once the family is
// full, so is one that is not: only making a series takes the lock. As in the SDK, sets
// are told apart by their 64-bit hashes.
type family[B any] struct {
	identity
	limit int      // of the sets in bySet, the overflow's not included; a valid one's double may be one more
	init  func(*B) // makes a new backing usable

	bySet *xsync.MapOf[attribute.Distinct, *series[B]]
	bare  atomic.Pointer[series[B]] // that of the empty set, once there is one
	full  atomic.Bool
	mu    sync.Mutex                   // of what changes bySet and all
	all   atomic.Pointer[[]*series[B]] // in order of creation; only grows
}

// series is what was recorded with one attribute set.
type series[B any] struct {
	set     attribute.Set
	start   time.Time
	backing B
}

func newFamily[B any](m *meter, id identity, init func(*B)) *family[B] {
	f := &family[B]{
		identity: id, limit: m.limit - 1, init: init,
		bySet: xsync.NewMapOf[attribute.Distinct, *series[B]](),
	}
	f.all.Store(new([]*series[B]))
	return f
}

// Enabled returns true: there is nothing to be gained by not recording.
func (f *family[B]) Enabled(context.Context) bool { return true }

// toAdd and toRecord return what a measurement with these options counts in.
func (f *family[B]) toAdd(options []metric.AddOption) *B {
	if s := f.bare.Load(); s != nil && len(options) == 0 {
		return &s.backing
	}
	return f.of(addSet(options))
}

func (f *family[B]) toRecord(options []metric.RecordOption) *B {
	if s := f.bare.Load(); s != nil && len(options) == 0 {
		return &s.backing
	}
	return f.of(recordSet(options))
}

// of returns what measurements with that set count in.
func (f *family[B]) of(set attribute.Set) *B {
	if s, ok := f.bySet.Load(set.Equivalent()); ok {
		return &s.backing
	}
	return &f.unknown(set).backing
}

// unknown returns the series for a set that is not in bySet.
//
//go:noinline
func (f *family[B]) unknown(set attribute.Set) *series[B] {
	clean, changed := validSet(set)
	if f.full.Load() {
		return f.past(clean, changed)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if s, ok := f.bySet.Load(set.Equivalent()); ok {
		return s
	}
	if f.bySet.Size() >= f.limit {
		return f.overflow(clean, changed)
	}
	s, ok := f.bySet.Load(clean.Equivalent())
	if !ok {
		s = f.add(clean)
	}
	if changed {
		f.bySet.Store(set.Equivalent(), s) // next time it is known
	}
	return s
}

// overflow makes the series that all further sets go to, and closes the family. The
// caller holds mu.
func (f *family[B]) overflow(clean attribute.Set, changed bool) *series[B] {
	if _, ok := f.bySet.Load(overflowSet.Equivalent()); !ok {
		f.add(overflowSet)
	}
	f.full.Store(true)
	return f.past(clean, changed)
}

// past returns the series for a set that is not in bySet and never will be: that of
// the valid set that it stands for, if it is there, or else the overflow.
func (f *family[B]) past(clean attribute.Set, changed bool) *series[B] {
	if changed {
		if s, ok := f.bySet.Load(clean.Equivalent()); ok {
			return s
		}
	}
	s, _ := f.bySet.Load(overflowSet.Equivalent())
	return s
}

// add makes a series. The caller holds mu.
func (f *family[B]) add(set attribute.Set) *series[B] {
	s := &series[B]{set: set, start: time.Now()}
	f.init(&s.backing)
	all := append(*f.all.Load(), s) // in place is safe: who reads a shorter slice stops before it
	f.all.Store(&all)
	f.bySet.Store(set.Equivalent(), s)
	if set.Len() == 0 {
		f.bare.Store(s)
	}
	return s
}

// until returns the series that had begun by then.
func (f *family[B]) until(at time.Time) []*series[B] {
	all := *f.all.Load()
	for len(all) > 0 && all[len(all)-1].start.After(at) {
		all = all[:len(all)-1]
	}
	return all
}
