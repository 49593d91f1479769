package main

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/whitmetrics/whit/aggregate"
)

// quantiles are those that are judged.
var quantiles = [...]float64{.5, .9, .99}

// A scenario is what trials have in common.
type scenario struct {
	distribution
	rating
	n       int // events of a window
	windows int
	seed    uint64
}

// A judged is an estimate beside the truth.
type judged struct {
	interval
	truth float64
}

// An outcome is what one trial has found.
type outcome struct {
	total     [estimates]judged // of all windows
	last      [estimates]judged // of the last window: a difference of totals, with the normal interval
	mean      judged            // as published, of events that are not critical; so are
	quantiles [len(quantiles)]judged
	events    uint64 // of both metrics; and those of them that were sampled
	sampled   uint64
}

// A trial is one in progress.
type trial struct {
	scenario
	p      pipeline
	next   func() float64
	batch  batch // the collector's between flushes
	values []float64
	truth  float64
	sums   [estimates]normal
}

// trial runs the i'th trial.
func (s scenario) trial(ctx context.Context, i int) (o outcome, err error) {
	rng := rand.New(rand.NewPCG(s.seed, uint64(i)))
	t := &trial{scenario: s, values: make([]float64, 0, s.n*s.windows)}
	h := hooks{plain: t.batch.addPlain, critical: t.batch.add}
	if t.p, err = newPipeline(s.rating, s.n, rng.Uint64()|1, h); err != nil {
		return o, err
	}
	t.next = s.distribution.values(rng)
	err = t.run(ctx, &o)
	return o, errors.Join(err, t.p.Stop(context.WithoutCancel(ctx)))
}

func (t *trial) run(ctx context.Context, o *outcome) error {
	var plain, critical aggregate.Total
	var sums [estimates]normal // and the truth, before the last window
	var truth float64
	for range t.windows {
		sums, truth = t.sums, t.truth
		t.window()
		var err error
		if plain, critical, err = totals(ctx, t.p); err != nil {
			return err
		}
		t.flushed(plain, critical)
	}
	for k, n := range t.sums {
		o.total[k] = judged{n.interval(), t.truth}
		o.last[k] = judged{n.since(sums[k]).interval(), t.truth - truth}
	}
	o.total[calibrated].interval = published(plain.Sum).plus(exactSum(critical))
	o.events, o.sampled = plain.Count+critical.Count, plain.Sampled+critical.Sampled
	t.judge(o, plain)
	return nil
}

// window records one window's events.
func (t *trial) window() {
	parts := len(t.rating.p)
	for part, rate := range t.rating.p {
		t.p.setRate(rate)
		for i := part * t.n / parts; i < (part+1)*t.n/parts; i++ {
			v := t.next()
			t.truth += v
			if t.critical > 0 && i%t.critical == 0 {
				t.p.recordCritical(v)
				continue
			}
			t.values = append(t.values, v)
			t.p.record(v)
		}
	}
}

// flushed takes what a flush has come to, and the samples of the window that it has
// ended. The collector, which adds to them, has nothing to add until there are events
// again.
func (t *trial) flushed(plain, critical aggregate.Total) {
	t.sums[uncorrected].add(t.batch, t.configured())
	t.sums[batchCorrected].add(t.batch, t.atFlush())
	t.sums[calibrated] = normal{plain.Sum.Value + exactSum(critical), plain.Sum.StdErr * plain.Sum.StdErr}
	t.batch = batch{}
}

// judge sets mean and quantiles beside the truth.
func (t *trial) judge(o *outcome, plain aggregate.Total) {
	slices.Sort(t.values)
	sum := 0.
	for _, v := range t.values {
		sum += v
	}
	n := float64(len(t.values))
	o.mean = judged{published(plain.Mean), sum / n}
	for i, q := range quantiles {
		rank := int(math.Ceil(q * n))
		o.quantiles[i] = judged{published(plain.Quantile(q)), t.values[max(rank-1, 0)]}
	}
}

// exactSum is the sum of a metric whose events are all samples, or 0 without any.
func exactSum(t aggregate.Total) float64 {
	if t.Count == 0 {
		return 0
	}
	return t.Sum.Value
}
