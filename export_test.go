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

// Collide gives all values of up to three or more than 15 bytes the same hash in a family.
func Collide(v *CounterVec) { v.hash = labelHash{} }

// The longest values that are compared in words, and the most of them.
const (
	KeyLabels = keyLabels
	KeyValue  = keyValue
)

// SameKey reports whether values are compared in words, and have the same as others.
func SameKey(values, others []string) bool {
	k, other := newLabelKey(values), newLabelKey(others)
	d := k.sizes ^ other.sizes
	for i := range values[:min(len(values), keyLabels)] {
		d |= k.differs(i, other.words[2*i], other.words[2*i+1])
	}
	return k.sizes != 0 && d == 0
}

// Sizes returns what a look-up of one to three values takes for their sizes.
func Sizes(v []string) uint64 {
	switch len(v) {
	case 1:
		return sizes1(v[0])
	case 2:
		return sizes2(v[0], v[1])
	}
	return sizes3(v[0], v[1], v[2])
}

// KeySizes returns what the key of a series with those values has for their sizes.
func KeySizes(values []string) uint64 { return newLabelKey(values).sizes }

// Lock keeps a family from changing until the function that it returns is called.
func Lock(v *CounterVec) (unlock func()) {
	v.mu.Lock()
	return v.mu.Unlock
}
