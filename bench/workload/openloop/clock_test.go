package openloop_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/workload/openloop"
)

func TestClockWaits(t *testing.T) {
	clock, err := openloop.SystemClock(context.Background())
	require.NoError(t, err)
	for range 20 {
		due := clock.Now().Add(300 * time.Microsecond)
		require.NoError(t, clock.Until(due))
		require.False(t, clock.Now().Before(due))
	}
	start := clock.Now()
	require.NoError(t, clock.Until(start.Add(-time.Hour)), "that is over")
	require.NoError(t, clock.Close())
}

func TestContextEndsWaiting(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	clock, err := openloop.SystemClock(ctx)
	require.NoError(t, err)
	enough := errors.New("enough")
	time.AfterFunc(time.Millisecond, func() { cancel(enough) })
	require.ErrorIs(t, clock.Until(clock.Now().Add(time.Hour)), enough)
	require.ErrorIs(t, clock.Until(clock.Now()), enough)
	require.NoError(t, clock.Close())
}
