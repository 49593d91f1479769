package whit

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/whitmetrics/whit/aggregate"
	"golang.org/x/sys/cpu"
)

// Handle is what one metric, or one series of a family, is used by.
type Handle interface {
	Counter | Distribution | Timer | Gauge
}

// Family is metrics of one name that labels tell apart: its series. Its methods may be
// called from any goroutine at any time, after Stop too. Families come from
// [Metrics.CounterVec] and the like: a nil or zero one panics.
//
// A family has at most Config.MaxSeries series at a time. What is asked for beyond is
// counted by one more, whose only label is whit_overflow="true", and
// Meta.Overflowed tells how often that was.
//
// Handles stay safe to use when their series is deleted or has expired. What they count
// from then on is in no Total: Meta.Detached tells how many events that was. Whoever
// asks for the same values again gets a new series, which starts from 0.
type Family[H Handle] struct {
	hash  labelHash
	table atomic.Pointer[seriesTable[H]]
	full  atomic.Bool               // there are as many members as there may be
	rest  atomic.Pointer[member[H]] // for what is beyond; nil until there is something

	collector *aggregate.Collector
	desc      aggregate.Desc // of each series, but for the labels
	labels    []string
	limit     int
	register  func(aggregate.Desc, *H) aggregate.Registration

	mu      sync.Mutex // orders changes
	members int
	hole    *member[H] // in the place of members that were removed
}

// With returns the handle of the series with those values, as many as the family has
// labels and in their order, and makes it if there is none. Another number of values is
// misuse, and panics. Finding one takes no lock and no memory, and is fastest for one to
// three values of up to 15 bytes; a handle may be kept, for what is more frequent still.
//
// A value may be any string. Of one longer than 256 bytes only those in front count, to
// the last whole character; what is not UTF-8 becomes U+FFFD. Such values take longer,
// and memory for the moment. The bytes of a value are copied.
func (f *Family[H]) With(values ...string) *H { return f.with(values) }

// refuse panics for a wrong number of values.
//
//go:noinline
func (f *Family[H]) refuse(values int) {
	panic(fmt.Sprintf("whit: family %q: %d label values: want %d, for %q", f.desc.Name, values, len(f.labels), f.labels))
}

// withSlow is With for values that are too many or too few, or new, or not canonical, or
// beyond the limit, or whose series is about to expire.
//
//go:noinline
func (f *Family[H]) withSlow(values []string) *H {
	if len(values) != len(f.labels) {
		f.refuse(len(values))
	}
	values = canonicalValues(values)
	hash := f.hash.of(values)
	full := f.full.Load() // before the table, which then has all there are
	switch m := f.table.Load().find(hash, values); {
	case m != nil && m.stay():
		return &m.handle
	case m == nil && full:
		if m := f.rest.Load(); m != nil {
			f.collector.CountOverflow()
			return &m.handle
		}
	}
	return f.make(hash, values)
}

// stay reports whether m is a member, and goes on being one.
func (m *member[H]) stay() bool {
	return m.state.Load() == present || m.state.CompareAndSwap(idle, present) || m.state.Load() == present
}

// make returns the handle of a series that it makes, unless somebody else just did.
func (f *Family[H]) make(hash uint64, values []string) *H {
	f.mu.Lock()
	defer f.mu.Unlock()
	table := f.table.Load()
	if m := table.find(hash, values); m != nil && m.stay() { // those that are gone leave the table under mu
		return &m.handle
	}
	if f.members >= f.limit {
		return f.overflow()
	}
	labels := f.labelled(values)
	copies := make([]string, len(labels)) // the caller's may change meanwhile
	for i := range labels {
		copies[i] = labels[i].Value
	}
	m := f.enroll(labels, f.expire)
	m.hash, m.key = f.hash.of(copies), newLabelKey(copies)
	if table.full() {
		table = table.copy(f.members)
	}
	table.put(m)
	f.table.Store(table)
	f.members++
	f.full.Store(f.members >= f.limit)
	return &m.handle
}

// overflow returns the handle for what is beyond the limit. The caller has mu.
func (f *Family[H]) overflow() *H {
	m := f.rest.Load()
	if m == nil {
		m = f.enroll([]aggregate.Label{{Name: aggregate.Overflow, Value: "true"}}, nil)
		f.rest.Store(m)
	}
	f.collector.CountOverflow()
	return &m.handle
}

// labelsInLine is how many labels fill a cache line.
const labelsInLine = int(unsafe.Sizeof(cpu.CacheLinePad{}) / unsafe.Sizeof(aggregate.Label{}))

// labelRoom is how many labels have the room of the cache lines that n of them take.
func labelRoom(n int) int { return (n + labelsInLine - 1) / labelsInLine * labelsInLine }

// labelled returns the labels with those values, which it copies. Each look-up reads
// them: they share no cache line with what others may write all the time.
func (f *Family[H]) labelled(values []string) []aggregate.Label {
	labels := make([]aggregate.Label, len(values), labelRoom(len(values)))[:len(values):len(values)]
	for i := range labels {
		labels[i] = aggregate.Label{Name: f.labels[i], Value: strings.Clone(values[i])}
	}
	return labels
}

// enroll makes a member and registers it. The caller has mu.
func (f *Family[H]) enroll(labels []aggregate.Label, expire func(*member[H], uint64)) *member[H] {
	m := &member[H]{labels: labels}
	d := f.desc
	d.Labels = labels
	d.Held = int(unsafe.Sizeof(*m)-unsafe.Sizeof(m.handle)) + 6*int(unsafe.Sizeof(m)) + // of slots there are four to eight a member
		(labelRoom(len(labels))-len(labels))*int(unsafe.Sizeof(labels[0]))
	if expire != nil && d.TTL > 0 {
		d.OnIdle = func(count uint64) { expire(m, count) }
	}
	m.entry = f.register(d, &m.handle)
	return m
}

// expire is for the collector's goroutine to call at publications that find m to have
// counted nothing for its TTL. The first time is a warning: who was given the handle
// before has until the next one to use it, and who asks for it again keeps it.
func (f *Family[H]) expire(m *member[H], count uint64) {
	if m.state.CompareAndSwap(present, idle) {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if !m.state.CompareAndSwap(idle, gone) {
		return
	}
	if f.collector.RemoveIdle(m.entry, count) {
		f.dismiss(m)
	} else { // it has counted since
		m.state.Store(present)
	}
}

// dismiss takes m, which is removed, out of the table. The caller has mu.
func (f *Family[H]) dismiss(m *member[H]) {
	f.table.Load().remove(m, f.hole)
	f.members--
	f.full.Store(false)
}

// Delete removes the series with those values, and reports whether there was one. See
// [Family] for what becomes of its handles, and [Family.With] for the values. The series
// for what is beyond the limit stays.
func (f *Family[H]) Delete(values ...string) bool {
	if len(values) != len(f.labels) {
		f.refuse(len(values))
	}
	values = canonicalValues(values)
	hash := f.hash.of(values)
	f.mu.Lock()
	defer f.mu.Unlock()
	m := f.table.Load().find(hash, values)
	if m == nil {
		return false
	}
	m.state.Store(gone)
	f.collector.Remove(m.entry)
	f.dismiss(m)
	return true
}

// Reset removes all series, as Delete does, and the one for what is beyond the limit.
func (f *Family[H]) Reset() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.table.Load().each(func(m *member[H]) {
		m.state.Store(gone)
		f.collector.Remove(m.entry)
	})
	f.table.Store(newSeriesTable[H](0))
	f.members = 0
	f.full.Store(false)
	if m := f.rest.Swap(nil); m != nil {
		f.collector.Remove(m.entry)
	}
}

func newFamily[H Handle](m *Metrics, d aggregate.Desc, labels []string, register func(aggregate.Desc, *H) aggregate.Registration) *Family[H] {
	f := &Family[H]{
		hash: newLabelHash(), collector: m.collector, desc: d, labels: slices.Clone(labels),
		limit: m.maxSeries, register: register, hole: new(member[H]),
	}
	f.table.Store(newSeriesTable[H](0))
	return f
}
