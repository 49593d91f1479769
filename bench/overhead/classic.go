package main

import (
	"context"
	"fmt"
	"time"

	"github.com/whitmetrics/whit/bench/show"
	"github.com/whitmetrics/whit/bench/workload/classic"
	"github.com/whitmetrics/whit/compat"
)

const (
	// fillWithin is the time that a run has at least in which as many records are
	// made as the limits on memory are for, instead of a hundredth of that.
	fillWithin = 2 * time.Second
	// What grows is given a tenth of that.
	growing = 10
)

// classic runs the classic workload for the time d.
func (b *bench) classic(ctx context.Context, o options, d time.Duration) (*classicReport, error) {
	var all []classic.Candidate
	for _, s := range b.sockets {
		if o.runs(s.name) && s.name != implNone {
			// At a rate of 1 whit keeps every client too.
			grows := s.grows || s.name == implWhit && o.rate == 1
			all = append(all, classic.Candidate{Name: s.name, Grows: grows, Make: func() (compat.WebSocketMetrics, error) {
				return s.make(o)
			}})
		}
	}
	r := new(classicReport)
	if err := b.fill(ctx, all, d, r); err != nil {
		return nil, err
	}
	tell := show.Progress(b.stderr, workClassic)
	results, err := classic.Measure(ctx, classic.Config{Duration: d, Seed: seed, Progress: tell}, all...)
	tell(1)
	if err != nil {
		return nil, fmt.Errorf("classic: %w", err)
	}
	r.add(results)
	return r, nil
}

// fill finds what memory grows by.
func (b *bench) fill(ctx context.Context, all []classic.Candidate, d time.Duration, r *classicReport) error {
	tell := show.Progress(b.stderr, "classic, memory")
	defer tell(1)
	for i, candidate := range all {
		tell(float64(i) / float64(len(all)))
		if ctx.Err() != nil {
			return fmt.Errorf("classic: %w", context.Cause(ctx))
		}
		records := classic.FillRecords
		if d < fillWithin {
			records /= 100
		}
		if candidate.Grows {
			records /= growing
		}
		filling, err := classic.Fill(candidate, records)
		if err != nil {
			return fmt.Errorf("classic: %s: %w", candidate.Name, err)
		}
		r.Memory = append(r.Memory, newClassicMemory(candidate, filling))
	}
	return nil
}
