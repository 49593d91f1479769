package meter_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/meter"
)

func TestCoarseClock(t *testing.T) {
	f := newFake()
	now := func() time.Duration { return f.clock.Truncate(500 * time.Microsecond) }
	subject := meter.Subject{Base: f.block(60), With: f.block(66)}
	_, err := meter.MeasureOn(meter.Config{}, now, f.probe, f.tidy, subject)
	require.ErrorIs(t, err, meter.ErrCoarseClock)
	require.Zero(t, f.tidied)

	results, err := meter.MeasureOn(meter.Config{Pairs: 100, BlockTime: 50 * time.Millisecond},
		now, f.probe, f.tidy, subject)
	require.NoError(t, err)
	require.InDelta(t, 0.1, results[0].All.Overhead, 0.02)
}

func TestNoWork(t *testing.T) {
	f := newFake()
	nothing := func(int) {}
	_, err := f.measure(meter.Config{}, meter.Subject{Base: nothing, With: f.block(1)})
	require.ErrorIs(t, err, meter.ErrNoWork)
}

// A calibration block that was interrupted does not make the others short.
func TestCalibrationSurvivesInterruptions(t *testing.T) {
	f := newFake()
	calls := 0
	base := func(n int) {
		if calls++; calls == 3 {
			f.clock += 10 * time.Millisecond
		}
		f.block(50)(n)
	}
	results, err := f.measure(meter.Config{Pairs: 1}, meter.Subject{Base: base, With: f.block(50)})
	require.NoError(t, err)
	require.Equal(t, 4000, results[0].Iterations)
}

func TestBadConfigNamesAllFaults(t *testing.T) {
	f := newFake()
	_, err := f.measure(meter.Config{Pairs: -1, BlockTime: -2, ChunkPairs: -3, Procs: 1 << 20},
		meter.Subject{Name: "half", Base: f.block(60)})
	for _, part := range []string{"Pairs is -1", "BlockTime is -2ns", "ChunkPairs is -3", "Procs is 1048576", `subject 0 ("half") lacks a block`} {
		require.ErrorContains(t, err, part)
	}
	_, err = f.measure(meter.Config{})
	require.ErrorContains(t, err, "no subjects")
	require.Zero(t, f.clock)
}
