package aggregate

import (
	"math"
	"sync/atomic"
	"time"

	"github.com/whitmetrics/whit/shard"
)

// Desc is what a metric is called and what it measures.
type Desc struct {
	Name     string
	Labels   []Label // of a family's series; not to be changed any more
	Help     string  // a sentence for people
	Unit     string  // of the values; of a timer, seconds
	Kind     Kind
	Critical bool // every event is sampled

	// OnIdle, if not nil, is called with the count when that has not grown for TTL, and
	// then about every FlushInterval, by the collector's goroutine.
	TTL    time.Duration
	OnIdle func(count uint64)

	// Held is how many bytes whoever registers the metric holds for it; for Meta.
	Held int

	// OnSample, if not nil, is called for each sample, by the collector's goroutine.
	OnSample func(Sample)

	// OnRemoved, if not nil, is called with the labels once the metric is removed and no
	// sample of it comes any more: by the collector's goroutine, in the next drain, or
	// after Stop by whoever removes it.
	OnRemoved func([]Label)
}

// metric is a registered metric: where its figures come from.
type metric struct {
	Desc
	gauge  *GaugeCell // of a gauge; anything else has series
	series []*shard.Series

	start   time.Time               // when it was registered
	figures atomic.Pointer[figures] // as last published

	place   uint32 // in the registry; the collector's mu
	removed atomic.Bool

	// The collector goroutine's own.
	windows []*window // of the series that have had samples
	active  time.Time // when the count was last found to have grown, or registered
	rate    float64
	rated   uint64    // count at the end of the period that rate is of
	ratedAt time.Time // and when that was; at first when the metric was registered
	last    uint64    // count as last published
	grown   time.Time // when a publication last found it grown
	check   check     // of the sampler
	forgot  bool      // clients, since the last publication
}

// figures is what the collector publishes of one metric. It is immutable.
type figures struct {
	detail
	rate  float64   // events a second
	count uint64    // at the time of publication
	grown time.Time // when a publication last found it grown; before any, the start
}

// detail is what the estimates of a metric are made of. It is immutable.
type detail struct {
	cumulative
	values    *values     // of a distribution or timer
	heavy     bool        // the values: see there
	exposed   float64     // events that came without a threshold
	threshold float64     // above which every value is a sample
	clients   *topClients // nil where none was given
	check     check
}

func newFigures() figures {
	return figures{detail: detail{cumulative: newCumulative(), threshold: math.Inf(1)}, rate: math.NaN()}
}

// count returns the exact number of events.
func (m *metric) count() (n uint64) {
	if m.gauge != nil {
		return m.gauge.count()
	}
	for _, s := range m.series {
		n += s.Total()
	}
	return n
}

// dropped and rejected return how many samples were lost, and values refused.
func (m *metric) dropped() (n uint64) {
	for _, s := range m.series {
		n += s.Dropped()
	}
	return n
}

func (m *metric) rejected() (n uint64) {
	if m.gauge != nil {
		return m.gauge.rejected.Load()
	}
	for _, s := range m.series {
		n += s.Rejected()
	}
	return n
}

// taken returns how many events were samples for being above the threshold.
func (m *metric) taken() (n uint64) {
	if m.Kind == Distribution {
		n = m.series[0].Taken()
	}
	return n
}

// publish replaces the metric's figures if they have changed. It uses scratch.
func (m *metric) publish(now time.Time, scratch *values) {
	next := newFigures()
	next.rate, next.count, next.check = m.rate, m.count(), m.check
	if next.count != m.last {
		m.last, m.grown, m.active = next.count, now, now
	}
	next.grown = m.grown
	for _, w := range m.windows {
		next.merge(&w.cumulative)
	}
	last := m.figures.Load()
	if last.same(&next) && !m.forgot {
		return
	}
	changed := next // next itself would be allocated in any case
	changed.values, changed.heavy, changed.exposed = last.values, last.heavy, last.exposed
	changed.threshold, changed.clients = last.threshold, last.clients
	if next.samples != last.samples || m.forgot {
		m.lookInto(&changed.detail, scratch)
	}
	m.figures.Store(&changed)
}

// lookInto brings up to date what takes longer, for when there have been samples.
func (m *metric) lookInto(f *detail, scratch *values) {
	m.forgot = false
	for _, w := range m.windows {
		if w.clients != nil {
			f.clients = w.clients.top()
		}
		if !m.hasValues() {
			continue
		}
		w.values.round(m.last)
		f.values, f.exposed = w.values.clone(), f.covered
		if w.tail != nil {
			if w.tail.due(f.samples) {
				w.tail.move(w.series, f.values, f.samples, scratch)
			}
			f.threshold, f.exposed = w.series.Threshold().Value(), w.tail.exposed
		}
		f.heavy = f.values.heavy(f.threshold, f.exposed)
	}
}

// idle reports whether the count has stood still for long.
func (m *metric) idle(now time.Time) bool { return m.OnIdle != nil && now.Sub(m.active) >= m.TTL }

func (m *metric) hasValues() bool { return m.Kind == Distribution || m.Kind == Timer }

// forgetIdle forgets the clients that were last seen before a time.
func (m *metric) forgetIdle(before time.Duration) {
	for _, w := range m.windows {
		if w.clients != nil && w.clients.forget(before) > 0 {
			m.forgot = true
		}
	}
}

// same reports whether f and o say the same; their extremes follow from the rest.
func (f *figures) same(o *figures) bool {
	return f.samples == o.samples && f.covered == o.covered && f.count == o.count &&
		math.Float64bits(f.rate) == math.Float64bits(o.rate)
}
