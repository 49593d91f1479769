package workload

import (
	"math/bits"
	"time"
)

// A Histogram keeps how often which latency occurred, to within 0.4 %, from 0 to
// 18 minutes; what is longer counts as that. Its memory is fixed, 35 KB, and Add
// allocates nothing. The zero Histogram is empty. It is for one goroutine at a time.
type Histogram struct {
	counts [buckets]uint64
	total  uint64
}

const (
	// An octave, from one power of two nanoseconds to the next, has perOctave
	// buckets of equal width. The first two octaves' worth of values have one each.
	octaveBits = 7
	perOctave  = 1 << octaveBits
	longest    = time.Duration(1<<40 - 1)
	buckets    = (40-octaveBits-1)<<octaveBits + 2*perOctave
)

// Add counts one operation that took d.
func (h *Histogram) Add(d time.Duration) {
	h.counts[bucket(d)]++
	h.total++
}

// Merge adds what o has counted, which may be nil for nothing.
func (h *Histogram) Merge(o *Histogram) {
	if o == nil {
		return
	}
	for i, n := range o.counts {
		h.counts[i] += n
	}
	h.total += o.total
}

// Total returns how many operations were counted.
func (h *Histogram) Total() uint64 { return h.total }

// Quantile returns the latency that a share q, from 0 to 1, of the operations did
// not exceed; 0 if there were none.
func (h *Histogram) Quantile(q float64) time.Duration {
	if h.total == 0 {
		return 0
	}
	rank := uint64(q * float64(h.total-1))
	passed := uint64(0)
	for i, n := range h.counts {
		if passed += n; passed > rank {
			return middle(i)
		}
	}
	panic("workload: the counts do not add up to the total")
}

// bucket returns the place of d: the octave, and the leading bits below it.
func bucket(d time.Duration) int {
	ns := uint64(min(max(d, 0), longest))
	if ns < 2*perOctave {
		return int(ns)
	}
	octave := bits.Len64(ns) - octaveBits - 1
	return octave<<octaveBits + int(ns>>octave)
}

// middle returns the middle of bucket i.
func middle(i int) time.Duration {
	if i < 2*perOctave {
		return time.Duration(i)
	}
	octave := i>>octaveBits - 1
	low := uint64(i-octave<<octaveBits) << octave
	return time.Duration(low + 1<<octave/2)
}
