package workload

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"time"
)

const (
	defaultDuration = 20 * time.Second
	// maxSlice is short against the changes of a shared machine, and long
	// against what begins and ends a slice, and against the time from one
	// garbage collection to the next.
	maxSlice = 40 * time.Millisecond
	minSlice = 5 * time.Millisecond
	// wantRounds is how many rounds there are at least, where slices of minSlice
	// allow it: enough for an interval.
	wantRounds = 10
)

// Config says how to compare. The zero value of each field means its default.
type Config struct {
	// Duration is how long all slices take together, 20 s by default.
	Duration time.Duration
	// Seed of the order of the candidates and of the bootstrap.
	Seed uint64
	// Progress, if not nil, is told after each round how many of how many are
	// done.
	Progress func(done, total int)
}

// Compare has the candidates take turns until cfg.Duration is over, after one
// turn each that does not count. The outcomes are in the order of the candidates;
// the first candidate is the reference of the others. It reads the processor time
// and the allocations of the whole process, which should do nothing else.
func Compare(ctx context.Context, cfg Config, candidates ...Candidate) ([]Outcome, error) {
	if cfg.Duration == 0 {
		cfg.Duration = defaultDuration
	}
	if cfg.Duration < 0 || len(candidates) == 0 {
		return nil, fmt.Errorf("workload: want a duration above 0 and a candidate, got %v and %d", cfg.Duration, len(candidates))
	}
	c := comparison{
		candidates: candidates,
		turns:      make([][]turn, len(candidates)),
		latency:    make([]Histogram, len(candidates)),
		rng:        rand.New(rand.NewPCG(cfg.Seed, 2)),
	}
	slice, rounds := split(cfg.Duration, len(candidates))
	for i := range candidates {
		if _, _, err := c.measure(ctx, i, min(slice, cfg.Duration/10)); err != nil { // warm up
			return nil, err
		}
	}
	for done := 1; done <= rounds; done++ {
		if err := c.round(ctx, slice); err != nil {
			return nil, err
		}
		if cfg.Progress != nil {
			cfg.Progress(done, rounds)
		}
	}
	return c.outcomes(cfg.Seed), nil
}

// split returns the length of a slice, and the number of rounds.
func split(d time.Duration, candidates int) (slice time.Duration, rounds int) {
	n := time.Duration(candidates)
	slice = min(max(d/(wantRounds*n), minSlice), maxSlice)
	return slice, max(int(d/(slice*n)), 1)
}

type comparison struct {
	candidates []Candidate
	turns      [][]turn    // by candidate, by round
	latency    []Histogram // by candidate
	rng        *rand.Rand
}

// round gives each candidate a turn.
func (c *comparison) round(ctx context.Context, slice time.Duration) error {
	for _, i := range c.rng.Perm(len(c.candidates)) {
		t, latency, err := c.measure(ctx, i, slice)
		if err != nil {
			return err
		}
		c.turns[i] = append(c.turns[i], t)
		c.latency[i].Merge(latency)
	}
	return nil
}

// measure gives candidate i a turn of length d.
func (c *comparison) measure(ctx context.Context, i int, d time.Duration) (turn, *Histogram, error) {
	if ctx.Err() != nil {
		return turn{}, nil, context.Cause(ctx)
	}
	runtime.GC() // each turn pays for its own garbage
	objects, cpu, start := mallocs(), cpuTime(), time.Now()
	slice, err := c.candidates[i].Load(ctx, d)
	t := turn{
		operations: slice.Operations,
		elapsed:    time.Since(start),
		cpu:        cpuTime() - cpu,
		allocs:     mallocs() - objects,
	}
	if err != nil {
		err = fmt.Errorf("workload: %s: %w", c.candidates[i].Name, err)
	}
	return t, slice.Latency, err
}

// cpuTime is CPUTime, or always 0 where that is not known.
func cpuTime() time.Duration {
	t, _ := CPUTime()
	return t
}

// mallocs returns the number of objects that were ever allocated.
func mallocs() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Mallocs
}
