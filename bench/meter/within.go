package meter

import (
	"context"
	"errors"
	"math"
	"time"
)

// errTime ends a measurement that has had its time.
var errTime = errors.New("meter: the time is up")

// MeasureFor is [Measure] with as many pairs as there is time for. Instead of cfg.Progress
// tell, if it is not nil, is told now and then which share of the time is over.
func MeasureFor(ctx context.Context, d time.Duration, cfg Config, tell func(share float64), subjects ...Subject) ([]Result, error) {
	start := time.Now()
	limited, cancel := context.WithTimeoutCause(ctx, d, errTime)
	defer cancel()
	cfg.Pairs = math.MaxInt32 / max(len(subjects), 1) // more than there is time for
	cfg.Progress = func(int, int) {
		if tell != nil {
			tell(min(float64(time.Since(start))/float64(d), 1))
		}
	}
	results, err := Measure(limited, cfg, subjects...)
	if errors.Is(err, errTime) {
		err = nil
	}
	return results, err
}
