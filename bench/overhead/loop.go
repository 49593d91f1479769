package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/show"
	"github.com/whitmetrics/whit/bench/workload/background"
	"github.com/whitmetrics/whit/bench/workload/loop"
)

const (
	// idleTime is what measuring idle instances takes, in a run that has
	// idleWithin at least.
	idleTime      = 4 * time.Second
	idleWithin    = 15 * time.Second
	idleInstances = 50
	// drainClients is how many clients the drained events come from.
	drainClients = 64
	// parallel is how many goroutines run the operations at once, if there are as
	// many processors.
	parallel = 2
)

// loop runs the loop workload for the time d.
func (b *bench) loop(ctx context.Context, o options, d time.Duration) (*loopReport, error) {
	r := new(loopReport)
	if d >= idleWithin && o.runs(implWhit) {
		d -= idleTime
		if err := b.background(ctx, r); err != nil {
			return nil, fmt.Errorf("loop: %w", err)
		}
	}
	operations, stop, err := operations(o)
	if err != nil {
		return nil, err
	}
	err = errors.Join(b.forms(ctx, d, operations, r), stop())
	if err != nil {
		return nil, fmt.Errorf("loop: %w", err)
	}
	return r, nil
}

// background measures what whit does by itself.
func (b *bench) background(ctx context.Context, r *loopReport) error {
	tell := show.Progress(b.stderr, "drain, idle")
	defer tell(1)
	tell(0)
	for _, clients := range []int{0, drainClients} {
		drain, err := background.MeasureDrain(ctx, clients)
		if err != nil {
			return err
		}
		r.addDrain(clients, drain)
	}
	idle, err := background.MeasureIdle(ctx, idleInstances)
	if errors.Is(err, background.ErrNoCPUTime) {
		return nil
	}
	r.addIdle(idle)
	return err
}

// operations returns what is to be measured of the chosen implementations, and how
// to end it.
func operations(o options) (all []loop.Operation, stop func() error, err error) {
	if o.runs(implNone) {
		all = loop.References()
	}
	if o.runs(implRival) {
		all = append(all, loop.Rival()...)
	}
	if !o.runs(implWhit) {
		return all, func() error { return nil }, nil
	}
	config := o.config()
	config.FixedRate = true // the limits are for a rate, not for what it becomes
	m, err := whit.New(config)
	if err != nil {
		return nil, nil, err
	}
	countsOnly, err := whit.New(whit.Config{CountsOnly: true})
	if err != nil {
		return nil, nil, errors.Join(err, m.Stop(context.Background()))
	}
	return append(all, loop.Whit(m, countsOnly)...), func() error {
		return errors.Join(m.Stop(context.Background()), countsOnly.Stop(context.Background()))
	}, nil
}

// forms measures the chained form, for half of the time, the same in parallel, and
// the overlapping form.
func (b *bench) forms(ctx context.Context, d time.Duration, operations []loop.Operation, r *loopReport) error {
	steps := []struct {
		name  string
		form  loop.Form
		procs int
		share time.Duration // 1/share of the time
	}{
		{"loop, chained", loop.Chained, 1, 2},
		{"loop, chained, parallel", loop.Chained, parallel, 4},
		{"loop, overlapping", loop.Overlapping, 1, 4},
	}
	for _, s := range steps {
		if s.procs > runtime.GOMAXPROCS(0) {
			continue
		}
		tell := show.Progress(b.stderr, s.name)
		results, err := loop.Measure(ctx, loop.Config{
			Duration: d / s.share, Procs: s.procs, Seed: seed, Progress: tell,
		}, s.form, operations)
		tell(1)
		if err != nil {
			return err
		}
		r.add(s.form, s.procs, results)
	}
	return nil
}
