package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"time"

	"github.com/whitmetrics/whit"
)

// A load is what records events at a place, on each of its Ps, in all of its metrics in
// turn.
type load struct {
	procs    int
	events   int // that are timed at a time, on all Ps together
	metrics  *whit.Metrics
	counters []*whit.Counter
	values   []*whit.Distribution
}

func newLoad(procs, metrics, events int) (*load, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
	m, values, err := instance(metrics, whit.Config{FixedRate: true})
	if err != nil {
		return nil, err
	}
	l := &load{procs: procs, events: events, metrics: m, values: values}
	for i := range values {
		l.counters = append(l.counters, m.Counter(fmt.Sprintf("events.%d", i)))
	}
	// In the order in which they were made they would lie one after the other.
	rand.Shuffle(metrics, func(i, j int) { l.values[i], l.values[j] = l.values[j], l.values[i] })
	rand.Shuffle(metrics, func(i, j int) { l.counters[i], l.counters[j] = l.counters[j], l.counters[i] })
	return l, nil
}

func (l *load) stop(ctx context.Context) error { return l.metrics.Stop(ctx) }

// inc and record return the processor time of an event in ns.
func (l *load) inc() float64 {
	return l.time(func(n, from int) {
		for range n {
			l.counters[from].Inc()
			if from++; from == len(l.counters) {
				from = 0
			}
		}
	})
}

func (l *load) record() float64 {
	return l.time(func(n, from int) {
		for range n {
			l.values[from].Record(1)
			if from++; from == len(l.values) {
				from = 0
			}
		}
	})
}

// time shares the events out over a goroutine for each P.
func (l *load) time(run func(n, from int)) float64 {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(l.procs))
	n := max(l.events/l.procs, 1)
	var all sync.WaitGroup
	start := time.Now()
	for i := range l.procs {
		all.Go(func() { run(n, i*len(l.values)/l.procs) })
	}
	all.Wait()
	busy := min(l.procs, runtime.NumCPU())
	return float64(time.Since(start)) * float64(busy) / float64(n*l.procs)
}

// relate finds what events cost at a place in relation to the reference, as the median
// of the ratios of pairs.
func (p *place) relate(ctx context.Context, reference *load, repeat int) error {
	l, err := newLoad(p.Procs, p.Metrics, reference.events)
	if err != nil {
		return err
	}
	defer l.stop(ctx)
	p.Inc = ratio(l.inc, reference.inc, repeat)
	p.Record = ratio(l.record, reference.record, repeat)
	return ctx.Err()
}

func ratio(a, b func() float64, repeat int) float64 {
	a() // cells are made by the first event
	var ratios []float64
	for range repeat {
		var x, y float64
		if rand.IntN(2) == 0 {
			x, y = a(), b()
		} else {
			y, x = b(), a()
		}
		ratios = append(ratios, x/y)
	}
	return median(ratios)
}
