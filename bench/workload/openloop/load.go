package openloop

import (
	"math/rand/v2"
	"time"

	"github.com/whitmetrics/whit/bench/workload"
)

// A Load is the timetable of one connection: requests at random, independent of one
// another (a Poisson process).
type Load struct {
	Rate float64       // requests a second, on average; above 0
	For  time.Duration // from the start to the last time at which one is due
	Seed uint64
}

// A Result is what became of the requests. The zero Result is empty.
type Result struct {
	// Latency is from when a request was due to when its answer had come.
	Latency workload.Histogram
	// Late is what of that is the load's own fault: from when a request was due, and
	// the answer before it had come, to when it was sent.
	Late workload.Histogram
}

// Merge adds what o has.
func (r *Result) Merge(o *Result) {
	r.Latency.Merge(&o.Latency)
	r.Late.Merge(&o.Late)
}

// A Clock tells the time and lets it pass.
type Clock interface {
	Now() time.Time
	// Until returns at t, or soon after, or at once if t is over. Its error ends the
	// load.
	Until(t time.Time) error
}

// Run asks by the timetable, one request at a time, and adds to r. What is due while an
// answer is awaited is sent when that has come. It returns the first error.
func (l Load) Run(clock Clock, ask func() error, r *Result) error {
	rng := rand.New(rand.NewPCG(l.Seed, 4))
	start := clock.Now()
	end, free := start.Add(l.For), start
	for due := start.Add(l.gap(rng)); !due.After(end); due = due.Add(l.gap(rng)) {
		if err := clock.Until(due); err != nil {
			return err
		}
		if due.After(free) {
			free = due
		}
		r.Late.Add(clock.Now().Sub(free))
		if err := ask(); err != nil {
			return err
		}
		free = clock.Now()
		r.Latency.Add(free.Sub(due))
	}
	return nil
}

// gap draws the time from one request to the next.
func (l Load) gap(rng *rand.Rand) time.Duration {
	return time.Duration(rng.ExpFloat64() / l.Rate * float64(time.Second))
}
