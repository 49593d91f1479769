package meter

import (
	"errors"
	"time"
)

var (
	// ErrCoarseClock means that the clock moves in steps too long to time a
	// block. Go's clock on Windows does, unless blocks are made of many ms.
	ErrCoarseClock = errors.New("meter: the clock is too coarse for blocks this short")
	// ErrNoWork means that a Base block takes no time whatever its n.
	ErrNoWork = errors.New("meter: the work takes no time")
)

// maxIterations keeps twice the last n tried within 32 bits.
const maxIterations = 1 << 30

// calibrate returns the number of iterations with which base takes about want.
func (m machine) calibrate(base Block, want time.Duration) (int, error) {
	var before time.Duration
	for n := 1; n < maxIterations; n *= 2 {
		t := m.time(base, n)
		if t >= want/2 {
			if n > 1 && before == 0 {
				return 0, ErrCoarseClock // half the work took no time at all
			}
			t = min(t, m.fastestOf(4, base, n)) // the first may have been interrupted
		}
		if t >= want/2 {
			n = int(float64(n) * float64(want) / float64(t))
			return max(n, 1), nil
		}
		before = t
	}
	return 0, ErrNoWork
}

func (m machine) fastestOf(times int, b Block, n int) time.Duration {
	fastest := m.time(b, n)
	for range times - 1 {
		fastest = min(fastest, m.time(b, n))
	}
	return fastest
}
