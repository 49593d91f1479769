package meter_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/meter"
)

var spun uint64

func spin(n int) {
	for i := range n {
		spun += uint64(i) * spun
	}
}

func TestMeasureFor(t *testing.T) {
	var shares []float64
	results, err := meter.MeasureFor(context.Background(), 50*time.Millisecond, meter.Config{},
		func(share float64) { shares = append(shares, share) }, meter.Subject{Base: spin, With: spin})
	require.NoError(t, err)
	require.NotZero(t, results[0].All.Pairs)
	require.IsNonDecreasing(t, shares)
	require.Equal(t, 1.0, shares[len(shares)-1])
}

// The end of ctx is no end of the time.
func TestMeasureForIsCancelled(t *testing.T) {
	broken := errors.New("broken")
	ctx, cancel := context.WithCancelCause(context.Background())
	_, err := meter.MeasureFor(ctx, time.Hour, meter.Config{}, func(float64) { cancel(broken) }, meter.Subject{Base: spin, With: spin})
	require.ErrorIs(t, err, broken)
}
