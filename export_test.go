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

// Collide gives all values of a family the same hash.
func Collide(v *CounterVec) { v.hash = labelHash{} }

// Lock keeps a family from changing until the function that it returns is called.
func Lock(v *CounterVec) (unlock func()) {
	v.mu.Lock()
	return v.mu.Unlock
}
