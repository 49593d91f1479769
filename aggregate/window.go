package aggregate

import (
	"sync/atomic"
	"time"

	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/shard"
)

// window turns the samples of one series into cumulative figures. It belongs to
// the collector.
//
// A window runs from drain to drain. In it the series counted ΔN events, exactly,
// and n of them were drawn as samples, each under the weight w = 1/p of its time.
// Closing the window spreads the ΔN over the n samples in proportion to w, the
// calibrated (ratio, or Hájek) estimator of a total:
//
//	Σ v  ≈  Σ ω·v,   ω = w·N/Σw
//
// with a variance that moments give: see there.
//
// It does so per shard, since shards differ in their rates and drops; neighbours
// are put together until they have minGroup samples. Samples of weight 1 stand for
// themselves alone: they are added exactly and left out of N.
//
// What was added is never taken back. Events that no sample stood for, for lack of
// any, are owed to the next window.
type window struct {
	series *shard.Series
	spans  bool // a sample may come long after its event was counted: timers

	removed  *atomic.Bool // its metric; may be nil
	labels   []Label      // the metric's
	onSample func(Sample) // may be nil
	waiting  *[]pending   // samples of all windows, for their values' sake; nil: values do not matter
	values   values       // cumulative, too
	tail     *tail        // nil: no threshold
	clients  *sketch      // nil until there is one

	seen    []uint64 // by P: events that are accounted for
	rest    group    // of the shards that were drained last
	group   group    // of those before, while it may still take a rest that is too small
	ones    group    // samples of weight 1
	origin  float64  // of all moments
	owed    float64  // events not covered yet; just below 0 if samples outran their counts
	lost    uint64   // samples that were lost by the end of the last window
	madeUp  float64  // samples that were lost, and that weights of single samples have made up for
	boost   float64  // factor by which they do so in this window
	touched bool     // has samples of the shard that is being drained
	dirty   bool     // has samples

	cumulative
}

// group is the events of some shards, and the samples of weight above 1 among them.
type group struct {
	events float64
	moments
	queue
}

var emptyGroup = group{queue: emptyQueue}

// join adds the shards of o to those of g.
func (g *group) join(list *[]pending, o *group) {
	g.events += o.events
	g.moments.merge(&o.moments)
	if list != nil {
		g.queue.join(*list, &o.queue)
	}
	*o = emptyGroup
}

// minGroup is the least number of samples that a group should have: a ratio of
// fewer is biased.
const minGroup = 20

func newWindow(series *shard.Series, spans bool, onSample func(Sample), waiting *[]pending) *window {
	return &window{
		series: series, spans: spans, onSample: onSample, waiting: waiting,
		rest: emptyGroup, group: emptyGroup, ones: emptyGroup, cumulative: newCumulative(),
	}
}

// add takes one sample of the shard that is being drained.
func (w *window) add(e *ring.Event) {
	if !w.dirty {
		w.dirty, w.origin = true, e.Value
	}
	if !w.touched {
		w.touched = true
		w.makeUp()
	}
	w.madeUp += w.boost - 1
	w.samples++
	w.extend(e.Value)
	to := &w.rest
	if e.Weight == 1 {
		to = &w.ones
		w.rest.events--
	}
	to.add(e.Weight, e.Value, w.origin)
	if w.waiting != nil {
		*w.waiting = to.push(*w.waiting, placeOf(e.Value), e.Weight)
	}
}

// tell hands a sample to the hook, which is there.
func (w *window) tell(e *ring.Event, at time.Time) {
	w.onSample(Sample{Client: e.Client, Value: e.Value, Weight: e.Weight * w.boost, At: at, Labels: w.labels})
}

// name takes in whose event a sample was.
func (w *window) name(e *ring.Event, since time.Duration, pool *clientPool) {
	if w.clients == nil {
		w.clients = pool.sketch()
		w.clients.removed = w.removed
	}
	w.clients.add(e.Client, e.Weight*w.boost, e.Value, since)
}

// makeUp finds the factor by which samples that were lost are represented by those
// that are in the rings now, which are known by their number before they are read.
// It looks again at each shard: more may be lost while others are drained.
func (w *window) makeUp() {
	lost := w.series.Dropped()
	waiting := float64(w.series.Drawn()-lost) - float64(w.samples) // of which one is at hand
	w.boost = 1 + max(float64(lost)-w.madeUp, 0)/max(waiting, 1)
}

// endShard says that the shard of P p, which had samples, has been drained.
func (w *window) endShard(p int) {
	w.touched = false
	w.advance(p)
	if w.rest.n < minGroup || w.spans { // spans may end on another P
		return
	}
	if w.group.n > 0 {
		w.cover(&w.group, 1)
	}
	w.group.join(w.waiting, &w.rest)
}

// advance accounts for the events of P p so far. It comes after the drain, so that
// the events of nearly all samples are among them.
func (w *window) advance(p int) {
	if p >= len(w.seen) {
		w.seen = append(w.seen, make([]uint64, p+1-len(w.seen))...)
	}
	n := w.series.CountOf(p)
	w.rest.events += float64(n - w.seen[p])
	w.seen[p] = n
}

// close ends the window and begins the next.
func (w *window) close() {
	for p := range w.series.Procs() {
		w.advance(p)
	}
	w.rest.events += w.owed
	w.owed = 0
	w.group.join(w.waiting, &w.rest)
	share := w.ended()
	w.coverOnes()
	w.cover(&w.group, share)
	if w.tail != nil {
		w.tail.bound(w.series)
		if w.tail.base == nil && w.tail.due(w.samples) { // the first does not wait for a publication
			w.tail.move(w.series, w.values.clone(), w.samples, new(values))
		}
	}
	w.dirty = false
}

// coverOnes adds the samples of weight 1, each for itself. Those of them that were
// lost are represented by those that were not: they alone know how many that is.
func (w *window) coverOnes() {
	lost := w.series.Dropped()
	ones, drawn := float64(w.ones.n), float64(w.group.n)
	if ones > 0 {
		missing := float64(lost-w.lost) * ones / (ones + drawn)
		t := w.ones.total(ones+missing, w.origin)
		t.sum = w.ones.seen * (1 + missing/ones) // without the detour by the origin
		w.cumulative.add(ones+missing, w.ones.seen, t)
		w.settle(&w.ones, ones+missing)
		w.group.events -= missing
	}
	w.lost = lost
}

// cover adds what the samples of g say of its events, or of a share of them: the
// others are still open. What cannot be covered now is owed.
func (w *window) cover(g *group, share float64) {
	events := g.events * share
	if g.n == 0 || events <= 0 {
		events = 0
	} else {
		w.cumulative.add(events, g.seen, g.total(events, w.origin))
		w.single.merge(g.spread(events, w.origin))
		w.settle(g, events)
	}
	w.owed += g.events - events
	*g = emptyGroup
}

// settle adds the samples of g, which stand for that many events, to the values.
func (w *window) settle(g *group, events float64) {
	if w.waiting != nil {
		g.queue.settle(*w.waiting, &w.values, events/g.w)
	}
	g.moments = moments{}
}

// ended returns the share of the events that are over, as far as the samples
// tell: those of spans that are still open will come later.
func (w *window) ended() float64 {
	if !w.spans {
		return 1
	}
	over := w.group.w + w.ones.w
	return over / (over + w.series.Open())
}
