package meter

import (
	"errors"
	"fmt"
	"runtime"
	"time"
)

// What the zero Config stands for.
const (
	defaultPairs      = 4000
	defaultBlockTime  = 200 * time.Microsecond
	defaultChunkPairs = 8
)

// Config says how to measure. The zero value of each field means its default.
type Config struct {
	// Pairs per subject, 4000 by default. It takes thousands for an interval
	// of a fraction of a percent on a noisy machine.
	Pairs int
	// BlockTime is about what a block of the work alone takes, 0.2 ms by
	// default: long against the clock's resolution, short against changes of
	// the machine.
	BlockTime time.Duration
	// ChunkPairs is the number of pairs between two probes, 8 by default. The
	// Go scheduler interrupts a chunk that takes over 10 ms.
	ChunkPairs int
	// Procs is the number of goroutines that run each block at once, from 1
	// (the default) to GOMAXPROCS. A block's time is then the mean of theirs.
	Procs int
	// Seed of all random choices: the order of blocks and of subjects, and
	// the bootstrap. Any value will do.
	Seed uint64
	// Progress, if not nil, is told after each chunk how many pairs of how
	// many are done, all subjects together. It is not timed.
	Progress func(done, total int)
}

func (c Config) withDefaults() Config {
	if c.Pairs == 0 {
		c.Pairs = defaultPairs
	}
	if c.BlockTime == 0 {
		c.BlockTime = defaultBlockTime
	}
	if c.ChunkPairs == 0 {
		c.ChunkPairs = defaultChunkPairs
	}
	if c.Procs == 0 {
		c.Procs = 1
	}
	return c
}

// check returns all faults at once.
func check(c Config, subjects []Subject) error {
	var faults []error
	fault := func(bad bool, format string, args ...any) {
		if bad {
			faults = append(faults, fmt.Errorf("meter: "+format, args...))
		}
	}
	fault(c.Pairs < 0, "Pairs is %d, must not be negative", c.Pairs)
	fault(c.BlockTime < 0, "BlockTime is %v, must not be negative", c.BlockTime)
	fault(c.ChunkPairs < 0, "ChunkPairs is %d, must not be negative", c.ChunkPairs)
	procs := runtime.GOMAXPROCS(0)
	fault(c.Procs < 0 || c.Procs > procs, "Procs is %d, must be from 1 to GOMAXPROCS, which is %d", c.Procs, procs)
	fault(len(subjects) == 0, "no subjects to measure")
	for i, s := range subjects {
		fault(s.Base == nil || s.With == nil, "subject %d (%q) lacks a block", i, s.Name)
	}
	return errors.Join(faults...)
}
