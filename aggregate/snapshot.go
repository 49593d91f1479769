package aggregate

import (
	"math"
	"time"
)

// Snapshot is what all metrics had come to at one moment. It is the caller's own.
//
// Counts are exact and of that moment. What samples tell (Sampled, Sum, Mean, Min,
// Max) is of the last publication, which Flush brings up to date.
type Snapshot struct {
	At     time.Time
	Uptime time.Duration // since New
	Totals []Total       // by order of registration; a family's series need not stand together
	Meta   Meta          // zero under NoMeta
}

// Total is one metric's part of a snapshot. Figures that its kind does not have,
// or that are not known yet, are NaN.
type Total struct {
	Name     string
	Labels   []Label // of a family's series, which share the name; by the family's order. Not to be changed
	Help     string
	Unit     string
	Kind     Kind
	Critical bool

	Count    uint64  // events; of a gauge, changes. Exact
	Rate     float64 // events a second, over the last FlushInterval; NaN in the first
	Sampled  uint64  // events whose detail has been taken in
	Dropped  uint64  // sampled events that lost their detail in a full ring
	Rejected uint64  // values refused: NaN, infinite. Not in Count

	// Of the values of the events up to about the last sample before the last
	// publication: events after it, some 1/p, are added with the samples that follow.
	// Reliable tells whether intervals hold.
	Sum  Estimate
	Mean Estimate
	Min  float64 // of the sampled values
	Max  float64 // of the sampled values, exact above the threshold: see Tail. Of a gauge, since the start and exact

	Value float64 // of a gauge

	detail *detail // what the estimates are made of; nil in the zero Total
	taken  uint64  // events above the threshold

	// Start is when the metric was registered, or the series made, before its first event: one
	// that is removed and comes back has another. Of one that was made as the snapshot
	// was, it may be after Snapshot.At.
	Start time.Time

	// Updated is when Count was last seen to have grown: now, if it has since the
	// last publication, else at one, at most a FlushInterval late; the start before
	// any event.
	Updated time.Time
}

// Quantile estimates the value that a share q of the events does not exceed, 0 < q
// < 1: within 1.1 % of that of the samples, with an interval that holds for the
// events. Low is 0, or -Inf where values may be negative, and High +Inf where no
// more can be said than "at most" or "at least". It is NaN without samples, for
// another q, and for kinds that have no values.
func (t Total) Quantile(q float64) Estimate {
	if t.detail == nil || t.detail.values == nil || !(q > 0 && q < 1) {
		return point(math.NaN())
	}
	e := t.detail.values.quantile(q)
	e.Value = min(max(e.Value, t.Min), t.Max)
	return e
}

// Snapshot returns the totals of this moment. It may be called from any goroutine
// at any time, after Stop too, and waits for nobody. From one snapshot to the next
// no count falls, and no sum of values that are not negative, unless a series of a
// family is removed and comes back.
func (c *Collector) Snapshot() *Snapshot {
	now := time.Now()
	s := &Snapshot{At: now, Uptime: now.Sub(c.start), Totals: make([]Total, 0, c.metrics.len())}
	list := c.metrics.list.Load()
	for i := range list.Cap() { // not all: its closure escapes where it is not inlined
		m := list.Get(uint32(i))
		if m == nil {
			continue
		}
		s.Totals = append(s.Totals, Total{})
		t := &s.Totals[len(s.Totals)-1]
		m.total(t, now)
		if c.ended() {
			m.settle(t.Count, now)
		}
	}
	if !c.opts.NoMeta {
		s.Meta = c.Meta()
		s.Meta.judge(s.Totals)
	}
	return s
}

// ended reports whether the goroutine has.
func (c *Collector) ended() bool {
	select {
	case <-c.stopped:
		return true
	default:
		return false
	}
}

// settle notes that m was seen to have come to count, when no publication will.
func (m *metric) settle(count uint64, now time.Time) {
	if f := m.figures.Load(); f.count < count {
		changed := *f
		changed.count, changed.grown = count, now
		m.figures.CompareAndSwap(f, &changed) // or somebody else has noted as much
	}
}

// total fills in what m has come to.
func (m *metric) total(t *Total, now time.Time) {
	// The figures first: counts that are read after them cover all their events.
	f := m.figures.Load()
	nan := math.NaN()
	*t = Total{
		Name: m.Name, Labels: m.Labels, Help: m.Help, Unit: m.Unit, Kind: m.Kind, Critical: m.Critical,
		Count: m.count(), Rate: f.rate,
		Sampled: f.samples, Dropped: m.dropped(), Rejected: m.rejected(),
		Sum: point(nan), Mean: point(nan), Min: nan, Max: nan, Value: nan,
		detail: &f.detail, taken: m.taken(), Start: m.start,
	}
	t.Updated = f.grown
	if t.Count != f.count {
		t.Updated = now
	}
	switch m.Kind {
	case Gauge:
		t.Value, t.Max = m.gauge.read()
	case Distribution, Timer:
		t.estimate()
	}
}

// estimate fills in what follows from the samples.
func (t *Total) estimate() {
	f := t.detail
	t.Min, t.Max = f.min, f.max
	t.Sum, t.Mean = point(math.NaN()), point(math.NaN())
	if f.covered > 0 || t.Count == 0 {
		t.Sum = f.sumEstimate(f.heavy)
		t.Mean = t.Sum.scaled(f.covered) // NaN when nothing is covered
	}
}
