package aggregate

import (
	"math"
	"sync/atomic"
	"time"
)

// Desc is what a metric is called and what it measures.
type Desc struct {
	Name     string
	Help     string // a sentence for people
	Unit     string // of the values; of a timer, seconds
	Kind     Kind
	Critical bool // every event is sampled

	// OnSample, if not nil, is called for each sample, by the collector's goroutine.
	OnSample func(Sample)
}

// metric is a registered metric: where its figures come from.
type metric struct {
	Desc
	gauge   *GaugeCell // of a gauge; anything else has windows, one a series
	windows []*window

	figures atomic.Pointer[figures] // as last published

	// The collector goroutine's own.
	rate    float64
	rated   uint64    // count at the end of the period that rate is of
	ratedAt time.Time // and when that was; at first when the metric was registered
	last    uint64    // count as last published
	grown   time.Time // when a publication last found it grown
}

// figures is what the collector publishes of one metric. It is immutable.
type figures struct {
	cumulative
	values *values   // of a distribution or timer
	rate   float64   // events a second
	count  uint64    // at the time of publication
	grown  time.Time // when a publication last found it grown; before any, the start
}

// count returns the exact number of events.
func (m *metric) count() (n uint64) {
	if m.gauge != nil {
		return m.gauge.sets.Load()
	}
	for _, w := range m.windows {
		n += w.series.Total()
	}
	return n
}

// dropped and rejected return how many samples were lost, and values refused.
func (m *metric) dropped() (n uint64) {
	for _, w := range m.windows {
		n += w.series.Dropped()
	}
	return n
}

func (m *metric) rejected() (n uint64) {
	if m.gauge != nil {
		return m.gauge.rejected.Load()
	}
	for _, w := range m.windows {
		n += w.series.Rejected()
	}
	return n
}

// publish replaces the metric's figures if they have changed.
func (m *metric) publish(now time.Time) {
	next := figures{rate: m.rate, count: m.count(), cumulative: newCumulative()}
	if next.count != m.last {
		m.last, m.grown = next.count, now
	}
	next.grown = m.grown
	for _, w := range m.windows {
		next.merge(&w.cumulative)
	}
	last := m.figures.Load()
	if last.same(&next) {
		return
	}
	changed := next // next itself would be allocated in any case
	if changed.values = last.values; m.hasValues() && next.samples != last.samples {
		changed.values = m.windows[0].values.clone()
	}
	m.figures.Store(&changed)
}

func (m *metric) hasValues() bool { return m.Kind == Distribution || m.Kind == Timer }

// same reports whether f and o say the same; their extremes follow from the rest.
func (f *figures) same(o *figures) bool {
	return f.samples == o.samples && f.covered == o.covered && f.count == o.count &&
		math.Float64bits(f.rate) == math.Float64bits(o.rate)
}
