package aggregate

import (
	"math"

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
// It does so per shard, since shards differ in their rates and drops; neighbours
// are put together until they have minGroup samples. Samples of weight 1 stand for
// themselves alone: they are added exactly and left out of N.
//
// What was added is never taken back. Events that no sample stood for, for lack of
// any, are owed to the next window.
type window struct {
	series *shard.Series
	spans  bool // a sample may come long after its event was counted: timers

	strata []stratum // by P
	counts []uint64  // scratch, by P
	owed   float64   // events not covered yet; just below 0 if samples outran their counts
	lost   uint64    // samples that were lost by the end of the last window with any
	dirty  bool      // there are samples in this window

	cumulative
}

// cumulative is what windows add up to. Neither of the first three ever falls, as
// long as no value is negative.
type cumulative struct {
	samples  uint64  // that reached the collector
	covered  float64 // events that sum stands for
	sum      float64
	min, max float64 // of the samples; NaN without any
}

func newCumulative() cumulative { return cumulative{min: math.NaN(), max: math.NaN()} }

// merge adds o to c.
func (c *cumulative) merge(o *cumulative) {
	c.samples += o.samples
	c.covered += o.covered
	c.sum += o.sum
	c.extend(o.min)
	c.extend(o.max)
}

// extend makes v, unless it is NaN, lie between min and max.
func (c *cumulative) extend(v float64) {
	if v < c.min || c.min != c.min {
		c.min = v
	}
	if v > c.max || c.max != c.max {
		c.max = v
	}
}

// stratum is a shard's, or a group of shards', part of this window.
type stratum struct {
	seen   uint64  // events by the end of the last window
	events float64 // events in this window, less those of ones
	n      int     // samples of weight above 1
	w, wv  float64 // their Σw and Σwv
	ones   int     // samples of weight 1
	sum    float64 // their Σv
}

// minGroup is the least number of samples that a group should have: a ratio of
// fewer is biased.
const minGroup = 20

func newWindow(series *shard.Series, spans bool) *window {
	return &window{series: series, spans: spans, cumulative: newCumulative()}
}

// add takes one sample from the ring of P p.
func (w *window) add(p int, e *ring.Event) {
	w.dirty = true
	w.samples++
	w.extend(e.Value)
	for p >= len(w.strata) {
		w.strata = append(w.strata, stratum{})
	}
	s := &w.strata[p]
	if e.Weight == 1 {
		s.ones++
		s.sum += e.Value
		return
	}
	s.n++
	s.w += e.Weight
	s.wv += e.Weight * e.Value
}

// close ends the window and begins the next.
func (w *window) close() {
	w.count()
	all := w.total()
	if w.addOnes(&all); all.n == 0 {
		w.owed += all.events
	} else {
		w.spreadGroups(&all)
	}
	for p := range w.strata {
		w.strata[p] = stratum{seen: w.strata[p].seen}
	}
	w.dirty = false
}

// count finds how many events each shard has had in this window. It comes after
// the drain, so that the events of nearly all samples are among them.
func (w *window) count() {
	for len(w.strata) < max(w.series.Procs(), 1) {
		w.strata = append(w.strata, stratum{})
	}
	w.counts = append(w.counts[:0], make([]uint64, len(w.strata))...)
	w.series.Counts(w.counts)
	for p, n := range w.counts {
		s := &w.strata[p]
		s.events = float64(n-s.seen) - float64(s.ones)
		s.seen = n
	}
}

func (w *window) total() (all stratum) {
	for p := range w.strata {
		all.merge(&w.strata[p])
	}
	return all
}

// addOnes adds the samples of weight 1, each for itself. Those of them that were
// lost are represented by those that were not: they alone know their number.
func (w *window) addOnes(all *stratum) {
	if all.n+all.ones == 0 {
		return
	}
	lost := w.series.Dropped()
	if all.ones > 0 {
		ones := float64(all.ones)
		missing := float64(lost-w.lost) * ones / (ones + float64(all.n))
		w.sum += all.sum * (1 + missing/ones)
		w.covered += ones + missing
		w.owed -= missing
	}
	w.lost = lost
}

// spreadGroups spreads the events over the samples of weight above 1, by groups
// of neighbouring shards with minGroup samples at least. A rest with fewer goes
// with the group before it.
func (w *window) spreadGroups(all *stratum) {
	share := w.ended(all)
	group, rest := stratum{events: w.owed}, stratum{}
	w.owed = 0
	for p := range w.strata {
		rest.merge(&w.strata[p])
		if rest.n < minGroup || w.spans { // spans may end on another P
			continue
		}
		if group.n > 0 {
			w.spread(&group, share)
			group = stratum{}
		}
		group.merge(&rest)
		rest = stratum{}
	}
	group.merge(&rest)
	w.spread(&group, share)
}

// spread adds what the samples of g say of its events, or of a share of them: the
// others are still open. What cannot be covered now is owed.
func (w *window) spread(g *stratum, share float64) {
	if g.n == 0 || g.events <= 0 {
		w.owed += g.events
		return
	}
	events := g.events * share
	w.sum += events * (g.wv / g.w)
	w.covered += events
	w.owed += g.events - events
}

// ended returns the share of the events that are over, as far as the samples
// tell: those of spans that are still open will come later.
func (w *window) ended(all *stratum) float64 {
	if !w.spans {
		return 1
	}
	over := all.w + float64(all.ones)
	return over / (over + w.series.Open())
}

func (s *stratum) merge(o *stratum) {
	s.events += o.events
	s.n += o.n
	s.w += o.w
	s.wv += o.wv
	s.ones += o.ones
	s.sum += o.sum
}
