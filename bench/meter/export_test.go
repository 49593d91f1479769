package meter

import (
	"context"
	"time"
)

// MeasureOn measures on a machine made up by a test.
func MeasureOn(cfg Config, now func() time.Duration, probe, tidy func(), subjects ...Subject) ([]Result, error) {
	return measure(context.Background(), cfg, machine{now: now, probe: probe, tidy: tidy}, subjects)
}

var (
	TrimmedMean = trimmedMean
	Probe       = probe
)

// Merged is the pair that goroutines with these times make.
func Merged(base, with []time.Duration) (time.Duration, time.Duration) {
	parts := make([]chunk, len(base))
	for i := range parts {
		parts[i].pairs = []pair{{base[i], with[i]}}
	}
	p := merge(parts).pairs[0]
	return p.base, p.with
}

const DefaultPairs = defaultPairs

const MinChunks = minChunks
