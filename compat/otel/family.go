package whitotel

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/puzpuzpuz/xsync/v3"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/sdk/metric/exemplar"
)

// family is the series of an instrument, one for each attribute set that it has seen.
// B is what a series counts in.
//
// A set that is known is found without a lock or an allocation, and once the family is
// full, so is one that is not: only making a series takes the lock. As in the SDK, sets
// are told apart by their 64-bit hashes.
type family[B any] struct {
	stream
	limit     int             // of the series, but for that of the overflow if it comes last
	init      func(*B)        // makes a new backing usable
	exemplify exemplar.Filter // nil for no exemplars

	bySet *xsync.MapOf[attribute.Distinct, *series[B]] // of doubles, too: sets that count for another
	bare  atomic.Pointer[series[B]]                    // that of the empty set, once there is one
	full  atomic.Bool
	mu    sync.Mutex                   // of what changes bySet and all
	all   atomic.Pointer[[]*series[B]] // in order of creation; only grows
}

// maxDoubles bounds a family's sets in memory, as a multiple of the limit. A double beyond
// works, but is worked out each time.
const maxDoubles = 4

// series is what was recorded with one attribute set.
type series[B any] struct {
	exemplars *exemplars // nil if none are kept
	backing   B
	set       attribute.Set
	start     time.Time
}

func newFamily[B any](m *meter, s stream, init func(*B)) *family[B] {
	f := &family[B]{
		stream: s, limit: m.limit - 1, init: init, exemplify: m.exemplify,
		bySet: xsync.NewMapOf[attribute.Distinct, *series[B]](),
	}
	f.all.Store(new([]*series[B]))
	return f
}

// Enabled returns true: there is nothing to be gained by not recording.
func (f *family[B]) Enabled(context.Context) bool { return true }

// toAdd and toRecord return the series of a measurement with these options.
func (f *family[B]) toAdd(options []metric.AddOption) *series[B] {
	if s := f.bare.Load(); s != nil && len(options) == 0 {
		return s
	}
	return f.of(addSet(options))
}

func (f *family[B]) toRecord(options []metric.RecordOption) *series[B] {
	if s := f.bare.Load(); s != nil && len(options) == 0 {
		return s
	}
	return f.of(recordSet(options))
}

// of returns the series of measurements with that set.
func (f *family[B]) of(set attribute.Set) *series[B] {
	if s, ok := f.bySet.Load(set.Equivalent()); ok {
		return s
	}
	return f.unknown(set)
}

// unknown returns the series for a set that is not in bySet.
//
//go:noinline
func (f *family[B]) unknown(set attribute.Set) *series[B] {
	own, changed := f.own(set)
	s, ok := f.bySet.Load(own.Equivalent())
	if !ok {
		if s, ok = f.make(own); !ok {
			return s
		}
	}
	if changed && f.bySet.Size() < maxDoubles*f.limit {
		f.bySet.Store(set.Equivalent(), s) // next time it is known
	}
	return s
}

// own returns what set counts for, the part that is kept in valid UTF-8, and whether
// that is another set.
func (f *family[B]) own(set attribute.Set) (_ attribute.Set, changed bool) {
	if f.keep != nil {
		kept, dropped := set.Filter(f.keep)
		set, changed = kept, len(dropped) > 0
	}
	set, other := validSet(set)
	return set, changed || other
}

// make returns the series of a set, which it makes unless somebody else just did; or that
// of the overflow, and false, if the set may not have one.
func (f *family[B]) make(set attribute.Set) (*series[B], bool) {
	if f.full.Load() || tooLarge(set) {
		return f.overflow(), false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if s, ok := f.bySet.Load(set.Equivalent()); ok {
		return s, true
	}
	if len(*f.all.Load()) < f.limit {
		return f.add(set), true
	}
	s := f.overflowLocked()
	f.full.Store(true)
	return s, false
}

// overflow returns the series of all sets that have none of their own.
func (f *family[B]) overflow() *series[B] {
	if s, ok := f.bySet.Load(overflowSet.Equivalent()); ok {
		return s
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.overflowLocked()
}

// overflowLocked is overflow for who holds mu.
func (f *family[B]) overflowLocked() *series[B] {
	if s, ok := f.bySet.Load(overflowSet.Equivalent()); ok {
		return s
	}
	return f.add(overflowSet)
}

// add makes a series. The caller holds mu.
func (f *family[B]) add(set attribute.Set) *series[B] {
	s := &series[B]{set: ownSet(set), start: time.Now()}
	if f.exemplify != nil {
		s.exemplars = new(exemplars)
	}
	f.init(&s.backing)
	all := append(*f.all.Load(), s) // in place is safe: who reads a shorter slice stops before it
	f.all.Store(&all)
	f.bySet.Store(set.Equivalent(), s)
	if set.Len() == 0 {
		f.bare.Store(s)
	}
	return s
}

// used returns whether there are any series.
func (f *family[B]) used() bool { return len(*f.all.Load()) > 0 }

// until returns the series that had begun by then.
func (f *family[B]) until(at time.Time) []*series[B] {
	all := *f.all.Load()
	for len(all) > 0 && all[len(all)-1].start.After(at) {
		all = all[:len(all)-1]
	}
	return all
}
