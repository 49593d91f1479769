package background_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/workload/background"
)

func TestIdle(t *testing.T) {
	goroutines := runtime.NumGoroutine()
	c := whit.DefaultConfig()
	c.FlushInterval = 50 * time.Millisecond
	got, err := background.MeasureIdleOf(context.Background(), 3, c)
	if errors.Is(err, background.ErrNoCPUTime) {
		t.Skip(err)
	}
	require.NoError(t, err)
	require.Equal(t, 3, got.Instances)
	require.GreaterOrEqual(t, got.Over, c.FlushInterval)
	require.GreaterOrEqual(t, got.Core, 0.0)
	require.Less(t, got.Core, 1.0)
	require.Eventually(t, func() bool { return runtime.NumGoroutine() <= goroutines+1 }, 10*time.Second, time.Millisecond,
		"instances were left behind")
}

func TestCancel(t *testing.T) {
	enough := errors.New("enough")
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(enough)
	_, err := background.MeasureIdle(ctx, 2)
	if !errors.Is(err, background.ErrNoCPUTime) {
		require.ErrorIs(t, err, enough)
	}
	_, err = background.MeasureDrain(ctx, 0)
	require.Error(t, err)
}

func TestDrain(t *testing.T) {
	got, err := background.MeasureDrain(context.Background(), 8)
	require.NoError(t, err)
	require.Greater(t, got.Events, 100)
	require.Greater(t, got.FixedNS, 0.0)
	require.Greater(t, got.EventNS, 0.0, "an event of a client costs something")
}

func ExampleMeasureDrain() {
	d, err := background.MeasureDrain(context.Background(), 0)
	fmt.Println(d.Events, d.FixedNS > 0, err)
	// Output: 255 true <nil>
}
