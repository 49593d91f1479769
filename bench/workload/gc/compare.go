package gc

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/whitmetrics/whit/bench/workload"
)

const (
	defaultDuration = 30 * time.Second
	// maxTurn is long against a cycle of collection.
	maxTurn = time.Second
	minTurn = 10 * time.Millisecond
	// wantRounds allow an interval, where turns of minTurn do.
	wantRounds = 10
)

// A turn is what happened while a candidate was busy.
type turn struct {
	operations uint64
	reading
}

// cyclesPerMillion is per million operations.
func (t turn) cyclesPerMillion() float64 {
	return 1e6 * float64(t.cycles) / float64(max(t.operations, 1))
}

type comparison struct {
	candidates []workload.Candidate
	turns      [][]turn // by candidate, by round
	rng        *rand.Rand
}

// Compare has the candidates take turns until cfg.Duration (30 s by default) is over,
// after one short turn each that does not count. The outcomes are in the order of the
// candidates; the first is the reference of the others. It reads what the runtime counts
// in the whole process, which should do nothing else.
func Compare(ctx context.Context, cfg workload.Config, candidates ...workload.Candidate) ([]Outcome, error) {
	if cfg.Duration == 0 {
		cfg.Duration = defaultDuration
	}
	if cfg.Duration < 0 || len(candidates) == 0 {
		return nil, fmt.Errorf("gc: want a duration above 0 and a candidate, got %v and %d", cfg.Duration, len(candidates))
	}
	c := comparison{
		candidates: candidates,
		turns:      make([][]turn, len(candidates)),
		rng:        rand.New(rand.NewPCG(cfg.Seed, 5)),
	}
	length, rounds := split(cfg.Duration, len(candidates))
	for i := range candidates {
		if _, err := c.measure(ctx, i, length/10); err != nil { // warm up
			return nil, err
		}
	}
	for done := 1; done <= rounds; done++ {
		for _, i := range c.rng.Perm(len(candidates)) {
			t, err := c.measure(ctx, i, length)
			if err != nil {
				return nil, err
			}
			c.turns[i] = append(c.turns[i], t)
		}
		if cfg.Progress != nil {
			cfg.Progress(done, rounds)
		}
	}
	return c.outcomes(cfg.Seed), nil
}

// split returns the length of a turn, and the number of rounds.
func split(d time.Duration, candidates int) (length time.Duration, rounds int) {
	n := time.Duration(candidates)
	length = min(max(d/(wantRounds*n), minTurn), maxTurn)
	return length, max(int(d/(length*n)), 1)
}

// measure gives candidate i a turn of length d.
func (c *comparison) measure(ctx context.Context, i int, d time.Duration) (turn, error) {
	if ctx.Err() != nil {
		return turn{}, context.Cause(ctx)
	}
	before := read()
	slice, err := c.candidates[i].Load(ctx, d)
	if err != nil {
		err = fmt.Errorf("gc: %s: %w", c.candidates[i].Name, err)
	}
	return turn{slice.Operations, read().since(before)}, err
}
