package clock_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/internal/clock"
)

func TestSince(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := clock.Now()
		<-time.After(1500 * time.Millisecond)
		require.Equal(t, 1500*time.Millisecond, clock.Since(start))
	})
}
