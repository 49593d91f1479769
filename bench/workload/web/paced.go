package web

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/whitmetrics/whit/bench/workload/openloop"
)

// Paced has t served for the time d, at so many requests a second of all clients
// together, on timetables that depend on the seed alone. The rate is above 0. What the
// clients see is added to truth.
func (s *Site) Paced(ctx context.Context, t Telemetry, rate float64, d time.Duration, seed uint64, truth *Truth) (*openloop.Result, error) {
	s.current.Store(&t)
	faults := make([]error, len(s.clients))
	results := make([]openloop.Result, len(s.clients))
	var asking sync.WaitGroup
	for i, c := range s.clients {
		load := openloop.Load{Rate: rate / float64(len(s.clients)), For: d, Seed: seed*uint64(len(s.clients)) + uint64(i)}
		asking.Go(func() { faults[i] = c.paced(ctx, load, &results[i]) })
	}
	asking.Wait()
	all := new(openloop.Result)
	for i, c := range s.clients {
		truth.add(c.seen)
		all.Merge(&results[i])
	}
	return all, errors.Join(faults...)
}

// paced asks by a timetable, as work does one thing after another.
func (c *client) paced(ctx context.Context, load openloop.Load, r *openloop.Result) (err error) {
	clock, err := openloop.SystemClock(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, clock.Close()) }()
	stop, err := c.begin(ctx, time.Now().Add(load.For))
	if err != nil {
		return err
	}
	defer stop()
	return load.Run(clock, func() error { return c.once(ctx) }, r)
}
