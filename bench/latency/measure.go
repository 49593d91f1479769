package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"time"

	"github.com/whitmetrics/whit/bench/workload/openloop"
	"github.com/whitmetrics/whit/bench/workload/web"
)

const (
	// clients as bench/overhead has them: they keep two processors busy.
	clients = 8
	seed    = 1
	// closing is how long the end of a run may take.
	closing = 10 * time.Second
	// capacityShare of the time is for finding the capacity.
	capacityShare = 0.05
	// warmShare of a turn, before it, is not counted.
	warmShare = 0.1
)

// quantiles are the percentiles that are compared.
var quantiles = []struct {
	name string
	q    float64
}{{"p50", 0.5}, {"p90", 0.9}, {"p99", 0.99}, {"p99.9", 0.999}, {"p99.99", 0.9999}}

// A measurement is what a run has found.
type measurement struct {
	capacity, rate float64 // requests a second
	turn           time.Duration
	found          []found // by implementation
}

// found is what was found of one implementation.
type found struct {
	name      string
	all       openloop.Result
	quantiles [][]float64 // in seconds, by round, in the order of quantiles
	requests  []uint64    // by round
	curve     [][]float64 // in seconds, by round, in the order of curveAt
}

// measure measures all implementations in turns.
func measure(ctx context.Context, o options, tell func(float64)) (m *measurement, err error) {
	defer tell(1)
	site, err := web.Start(clients, seed)
	if err != nil {
		return nil, err
	}
	defer func() {
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), closing)
		defer cancel()
		err = errors.Join(err, site.Close(end))
	}()
	m = &measurement{turn: o.turn()}
	if m.capacity, err = capacity(ctx, site, time.Duration(capacityShare*float64(o.duration))); err != nil {
		return nil, err
	}
	m.rate = o.load * m.capacity
	for _, i := range implementations {
		m.found = append(m.found, found{name: i.name})
	}
	for round := range o.rounds {
		tell(float64(round) / float64(o.rounds))
		for _, i := range rand.Perm(len(implementations)) {
			if err := m.take(ctx, o, site, i, uint64(round)); err != nil {
				return nil, fmt.Errorf("%s: %w", m.found[i].name, err)
			}
		}
	}
	return m, nil
}

// turn is how long a turn is.
func (o options) turn() time.Duration {
	turns := float64(o.rounds*len(implementations)) * (1 + warmShare)
	return time.Duration((1 - capacityShare) * float64(o.duration) / turns)
}

// capacity returns how many requests a second the server answers to clients that ask
// one thing after another, without metrics.
func capacity(ctx context.Context, site *web.Site, d time.Duration) (float64, error) {
	var truth web.Truth
	start := time.Now()
	slice, err := site.Candidate("capacity", web.None{}, &truth).Load(ctx, d)
	return float64(slice.Operations) / time.Since(start).Seconds(), err
}

// take gives implementation i its turn in a round. The timetable of a round is the same
// for all.
func (m *measurement) take(ctx context.Context, o options, site *web.Site, i int, round uint64) (err error) {
	impl, err := implementations[i].make(o)
	if err != nil {
		return err
	}
	defer func() {
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), closing)
		defer cancel()
		err = errors.Join(err, impl.Close(end))
	}()
	runtime.GC() // what others have left behind
	var truth web.Truth
	warm := time.Duration(warmShare * float64(m.turn))
	if _, err = site.Paced(ctx, impl, m.rate, warm, round, &truth); err != nil {
		return err
	}
	r, err := site.Paced(ctx, impl, m.rate, m.turn, round, &truth)
	if err != nil {
		return err
	}
	m.found[i].add(r)
	return nil
}

// add adds a turn.
func (f *found) add(r *openloop.Result) {
	f.all.Merge(r)
	var row, curve []float64
	for _, q := range quantiles {
		row = append(row, r.Latency.Quantile(q.q).Seconds())
	}
	for _, x := range curveAt {
		curve = append(curve, r.Latency.Quantile(1-1/x).Seconds())
	}
	f.quantiles, f.curve = append(f.quantiles, row), append(f.curve, curve)
	f.requests = append(f.requests, r.Latency.Total())
}

// column returns what is in place i of each round.
func column(rounds [][]float64, i int) []float64 {
	var values []float64
	for _, row := range rounds {
		values = append(values, row[i])
	}
	return values
}
