package whit

import (
	"testing"

	"github.com/whitmetrics/whit/internal/clock"
)

// CountClockReadings returns where the readings of spans are counted until the
// test ends.
func CountClockReadings(t *testing.T) *int {
	readings := new(int)
	readClock = func() clock.Time { *readings++; return clock.Now() }
	t.Cleanup(func() { readClock = clock.Now })
	return readings
}
