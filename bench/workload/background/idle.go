package background

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/workload"
)

// IdleLimit is the share of a core that an idle instance may use.
const IdleLimit = 0.0005

// An Idle is what instances of whit use while nothing happens.
type Idle struct {
	Instances int
	Over      time.Duration // that they were watched
	// Core is the share of one core that one instance uses, 0.01 for 1 %. The
	// runtime and the kernel are in it.
	Core float64
}

// idleMetrics is how many metrics an idle instance has.
const idleMetrics = 10

// ErrNoCPUTime means that the platform does not tell the processor time.
var ErrNoCPUTime = errors.New("background: no processor time on this platform")

// MeasureIdle watches so many instances with default configuration, which have seen
// an event each and are left alone then, for as long as flushes take to come round.
// They were started evenly over that time, so that they wake apart from one another
// as instances in different processes would. It takes twice Config.FlushInterval, 4 s,
// in which the process should do nothing else.
func MeasureIdle(ctx context.Context, instances int) (Idle, error) {
	return measureIdle(ctx, instances, whit.DefaultConfig())
}

func measureIdle(ctx context.Context, instances int, c whit.Config) (Idle, error) {
	if _, ok := workload.CPUTime(); !ok {
		return Idle{}, ErrNoCPUTime
	}
	interval := c.FlushInterval
	for i := range instances {
		m, err := idler(c)
		if err != nil {
			return Idle{}, fmt.Errorf("instance %d: %w", i, err)
		}
		defer m.Stop(context.WithoutCancel(ctx))
		if err := wait(ctx, interval/time.Duration(instances)); err != nil {
			return Idle{}, err
		}
	}
	before, _ := workload.CPUTime()
	start := time.Now()
	if err := wait(ctx, interval); err != nil {
		return Idle{}, err
	}
	after, _ := workload.CPUTime()
	over := time.Since(start)
	return Idle{instances, over, float64(after-before) / float64(over) / float64(instances)}, nil
}

// idler returns an instance that has nothing to do.
func idler(c whit.Config) (*whit.Metrics, error) {
	m, err := whit.New(c)
	if err != nil {
		return nil, err
	}
	for i := range idleMetrics {
		m.Distribution(fmt.Sprintf("values_%d", i)).Record(1)
	}
	return m, nil
}

func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(d):
		return nil
	}
}
