package workload

import (
	"context"
	"time"
)

// A Candidate is one of the implementations that are compared.
type Candidate struct {
	Name string
	// Load keeps the candidate busy for about d. Work that it leaves to the
	// background falls into whichever slice comes then: let it be little. An error
	// ends the comparison.
	Load func(ctx context.Context, d time.Duration) (Slice, error)
}

// A Slice is what a candidate did in one turn.
type Slice struct {
	Operations uint64     // that were completed
	Latency    *Histogram // of the operations; nil if they were not timed
}

// A turn is a slice with what it took.
type turn struct {
	operations uint64
	elapsed    time.Duration
	cpu        time.Duration // of the whole process; 0 if the platform does not tell
	allocs     uint64
}

// perOperation is d, in seconds, for each operation.
func (t turn) perOperation(d time.Duration) float64 {
	return d.Seconds() / float64(max(t.operations, 1))
}
