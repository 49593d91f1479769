package whitotel_test

import (
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	whitotel "github.com/whitmetrics/whit/compat/otel"
)

// What comes before it goes is never seen below zero, whatever it is split into.
func TestUpDownCountersAreConsistent(t *testing.T) {
	for name, steps := range map[string][]float64{
		"whole, whole":         {1, -1},
		"whole, fractions":     {1, -.5, -.5},
		"fractions, whole":     {.5, .5, -1},
		"mixed, whole, mixed":  {2.5, -1, -1.5},
		"fractions, fractions": {.75, -.5, -.25},
	} {
		t.Run("float64: "+name, func(t *testing.T) {
			p := start(t)
			active, err := p.Meter("m").Float64UpDownCounter("active")
			require.NoError(t, err)
			testUpDown(t, steps, func(v float64) { active.Add(ctx, v) },
				func() float64 { return points[float64](t, p.metric(t, "active").Data)[bare] },
				func() float64 { return whitotel.Value(active) })
		})
	}
	t.Run("int64", func(t *testing.T) {
		p := start(t)
		active, err := p.Meter("m").Int64UpDownCounter("active")
		require.NoError(t, err)
		testUpDown(t, []float64{1, -1}, func(v float64) { active.Add(ctx, int64(v)) },
			func() float64 { return float64(points[int64](t, p.metric(t, "active").Data)[bare]) },
			func() float64 { return whitotel.Value(active) })
	})
}

// testUpDown has goroutines add steps, whose sum is 0 and never below it, while it collects,
// and reads much more often than it could collect.
func testUpDown(t *testing.T, steps []float64, add func(float64), collect, read func() float64) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(8)) // more than there are, so that reads are interrupted
	add(0)
	stop := make(chan struct{})
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					for range 100 {
						for _, v := range steps {
							add(v)
						}
					}
				}
			}
		})
	}
	low := 0.
	for range 100 {
		low = min(low, collect())
	}
	for range map[bool]int{false: 1_000_000, true: 100_000}[raceEnabled] {
		low = min(low, read())
	}
	close(stop)
	group.Wait()
	require.Zero(t, low, "the lowest")
	require.Zero(t, collect(), "in the end")
}
