package gc

import (
	"math"
	"runtime/metrics"
	"time"
)

const (
	cyclesName = "/gc/cycles/total:gc-cycles"
	pausesName = "/sched/pauses/total/gc:seconds"
)

// A reading is what the runtime has counted since the process began.
type reading struct {
	cycles uint64
	pauses pauses
}

// read reads the runtime's metrics.
func read() reading {
	s := []metrics.Sample{{Name: cyclesName}, {Name: pausesName}}
	metrics.Read(s)
	h := s[1].Value.Float64Histogram()
	return reading{s[0].Value.Uint64(), pauses{h.Counts, h.Buckets}}
}

// since returns what was counted after the earlier reading.
func (r reading) since(earlier reading) reading {
	return reading{r.cycles - earlier.cycles, r.pauses.plus(earlier.pauses, -1)}
}

// pauses is a histogram: counts[i] lie from bounds[i] to bounds[i+1], in seconds.
type pauses struct {
	counts []uint64
	bounds []float64
}

// plus adds o so many times. Bounds are the runtime's, alike in all.
func (p pauses) plus(o pauses, times int) pauses {
	if len(p.counts) == 0 {
		return o
	}
	sum := pauses{make([]uint64, len(p.counts)), p.bounds}
	for i := range sum.counts {
		sum.counts[i] = p.counts[i] + uint64(times)*o.counts[i]
	}
	return sum
}

func (p pauses) total() (n uint64) {
	for _, c := range p.counts {
		n += c
	}
	return n
}

// quantile returns the pause that a share q did not exceed, in between the bounds of
// its bucket, whose widths are a quarter of a power of two or less; NaN if there was no
// pause.
func (p pauses) quantile(q float64) float64 {
	rank := q * float64(p.total())
	passed := 0.0
	for i, n := range p.counts {
		if n > 0 && passed+float64(n) >= rank {
			low, high := max(p.bounds[i], 0), p.bounds[i+1]
			if math.IsInf(high, 1) {
				return low
			}
			return low + (high-low)*(rank-passed)/float64(n)
		}
		passed += float64(n)
	}
	return math.NaN()
}

// duration is a number of seconds, 0 if that is not known.
func duration(seconds float64) time.Duration {
	if math.IsNaN(seconds) {
		return 0
	}
	return time.Duration(seconds * float64(time.Second))
}
