package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/whitmetrics/whit"
)

// A load is what records events at a place, on each of its Ps, in all of its metrics in
// turn.
type load struct {
	procs    int
	events   int // that are timed on each P at a time
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

// inc and record return the time of an event on one of the Ps in ns, and on how many Ps
// it was measured.
func (l *load) inc() (ns float64, reached int) {
	return l.time(func(n, from int) {
		for range n {
			l.counters[from].Inc()
			if from++; from == len(l.counters) {
				from = 0
			}
		}
	})
}

func (l *load) record() (ns float64, reached int) {
	return l.time(func(n, from int) {
		for range n {
			l.values[from].Record(1)
			if from++; from == len(l.values) {
				from = 0
			}
		}
	})
}

// time returns the median over the Ps, one after the other or as many at a time as there
// are processors. Each has been through all metrics before.
func (l *load) time(run func(n, from int)) (ns float64, reached int) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(l.procs))
	took := make([]float64, l.procs)
	var turns atomic.Int32
	reached = spread(l.procs, 1, func() {
		turn := int(turns.Add(1)) - 1
		from := turn * len(l.values) / l.procs
		run(len(l.values), from)
		start := time.Now()
		run(l.events, from)
		took[turn] = float64(time.Since(start)) / float64(l.events)
	})
	return median(took[:reached]), reached
}

// relate finds what events cost at a place in relation to the reference, as the median
// of the ratios of pairs.
func (p *place) relate(ctx context.Context, reference *load, repeat int) error {
	l, err := newLoad(p.Procs, p.Metrics, reference.events)
	if err != nil {
		return err
	}
	defer l.stop(ctx)
	var incs, records int
	p.Inc, incs = ratio(l.inc, reference.inc, repeat)
	p.Record, records = ratio(l.record, reference.record, repeat)
	p.Timed = min(incs, records)
	return ctx.Err()
}

// ratio returns the medians of the ratios of pairs, and of the Ps that a came to.
func ratio(a, b func() (float64, int), repeat int) (r float64, reached int) {
	a() // cells are made by the first event
	var ratios, counts []float64
	for range repeat {
		var x, y float64
		var n int
		if rand.IntN(2) == 0 {
			x, n = a()
			y, _ = b()
		} else {
			y, _ = b()
			x, n = a()
		}
		ratios, counts = append(ratios, x/y), append(counts, float64(n))
	}
	return median(ratios), int(median(counts))
}
