package classic

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/workload/none"
	"github.com/whitmetrics/whit/compat"
)

// A Candidate is metrics to compare with none.
type Candidate struct {
	Name string
	Make func() (compat.WebSocketMetrics, error)
	// Grows is for metrics that keep every client. They are made anew for each block,
	// so that they do not run out of memory and the garbage collector has no more to
	// do for them than for the others: it flatters them.
	Grows bool
}

// Config says how to measure.
type Config struct {
	Duration time.Duration // of it all; the candidates share it
	Seed     uint64
	Progress func(share float64) // told now and then how much is done; may be nil
}

// A Result is what a candidate's records cost.
type Result struct {
	Candidate string
	Made      bool // names are made in the loop
	meter.Result
}

// Records is how many there are in an iteration.
const Records = 2

// PerSecond returns the records a second over the pairs of s, without and with the
// metrics, and the share of the speed without that is left.
func PerSecond(s meter.Summary) (without, with, share float64) {
	without = Records * 1e9 / s.BaseNS
	share = 1 / (1 + s.Overhead)
	return without, without * share, share
}

// Measure measures the candidates, with names made beforehand and made in the loop,
// for as long as cfg says. A first result, "none again", is none against itself: it
// shows the error to expect.
func Measure(ctx context.Context, cfg Config, candidates ...Candidate) (results []Result, err error) {
	again := Candidate{Name: "none again", Make: func() (compat.WebSocketMetrics, error) { return none.Metrics{}, nil }}
	all := newNames()
	var subjects []meter.Subject
	for _, c := range append([]Candidate{again}, candidates...) {
		m, err := c.Make()
		if err != nil {
			return nil, fmt.Errorf("classic: %s: %w", c.Name, err)
		}
		defer func() { err = errors.Join(err, stop(m)) }()
		results = append(results, Result{Candidate: c.Name}, Result{Candidate: c.Name, Made: true})
		subjects = append(subjects, subject(c, m, func(m compat.WebSocketMetrics, first, n int) { pooled(m, all, first, n) }),
			subject(c, m, made))
	}
	measured, err := meter.MeasureFor(ctx, cfg.Duration, meter.Config{Seed: cfg.Seed}, cfg.Progress, subjects...)
	for i, r := range measured {
		results[i].Result = r
	}
	return results, err
}

// subject compares the loop with c's metrics with the loop with none.
func subject(c Candidate, m compat.WebSocketMetrics, loop func(m compat.WebSocketMetrics, first, n int)) meter.Subject {
	base, with := 0, 0 // each continues where it was, so that all clients are new
	s := meter.Subject{Name: c.Name, Base: func(n int) {
		loop(none.Metrics{}, base, n)
		base += n
	}}
	s.With = func(n int) {
		if c.Grows {
			m = c.fresh(m)
		}
		loop(m, with, n)
		with += n
	}
	return s
}

// fresh replaces m.
func (c Candidate) fresh(m compat.WebSocketMetrics) compat.WebSocketMetrics {
	next, err := c.Make()
	if err = errors.Join(err, stop(m)); err != nil {
		panic("classic: " + c.Name + ": " + err.Error()) // it worked before
	}
	return next
}

func stop(m compat.WebSocketMetrics) error { return m.StopBackgroundTasks(context.Background()) }
