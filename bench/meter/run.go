package meter

import (
	"context"
	"math"
	"math/rand/v2"
	"time"
)

// A run is the state of one measurement.
type run struct {
	machine
	cfg      Config
	rng      *rand.Rand
	subjects []subjectRun
	done     int // pairs, all subjects together
}

type subjectRun struct {
	Subject
	iterations int
	chunks     []chunk
}

func newRun(cfg Config, m machine, subjects []Subject) (*run, error) {
	r := &run{machine: m, cfg: cfg, rng: rand.New(rand.NewPCG(cfg.Seed, 0))}
	for _, s := range subjects {
		n, err := m.calibrate(s.Base, cfg.BlockTime)
		if err != nil {
			return nil, err
		}
		r.subjects = append(r.subjects, subjectRun{Subject: s, iterations: n})
	}
	return r, nil
}

// rounds runs a chunk of every subject until all have their pairs.
func (r *run) rounds(ctx context.Context) error {
	for left := r.cfg.Pairs; left > 0; left -= r.cfg.ChunkPairs {
		pairs := min(left, r.cfg.ChunkPairs)
		for _, i := range r.rng.Perm(len(r.subjects)) {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			r.chunk(&r.subjects[i], pairs)
		}
	}
	return nil
}

func (r *run) chunk(s *subjectRun, pairs int) {
	baseFirst := make([]bool, pairs)
	for i := range baseFirst {
		baseFirst[i] = r.rng.IntN(2) == 0
	}
	s.chunks = append(s.chunks, r.runChunk(s.Subject, s.iterations, r.cfg.Procs, baseFirst))
	r.done += pairs
	if r.cfg.Progress != nil {
		r.cfg.Progress(r.done, r.cfg.Pairs*len(r.subjects))
	}
}

// fastest returns the shortest probe of the run.
func (r *run) fastest() time.Duration {
	d := time.Duration(math.MaxInt64)
	for _, s := range r.subjects {
		for _, c := range s.chunks {
			d = min(d, c.before, c.after)
		}
	}
	return d
}

func (r *run) results() []Result {
	fastest := r.fastest()
	var results []Result
	for _, s := range r.subjects {
		var quiet []chunk
		for _, c := range s.chunks {
			if c.quiet(fastest) {
				quiet = append(quiet, c)
			}
		}
		results = append(results, Result{
			Name:       s.Name,
			Procs:      r.cfg.Procs,
			Iterations: s.iterations,
			All:        summarise(s.chunks, s.iterations, r.cfg.Seed),
			Quiet:      summarise(quiet, s.iterations, r.cfg.Seed),
		})
	}
	return results
}
