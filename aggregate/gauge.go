package aggregate

import (
	"math"
	"sync/atomic"
)

// GaugeCell is the state of one gauge. Its methods may be called from any
// goroutine; a change is one atomic read-modify-write or more, on words that all
// share, so it suits what changes now and then. The zero cell has the value 0.
type GaugeCell struct {
	bits     atomic.Uint64 // of the value
	peak     atomic.Uint64 // bits of the largest value ever, xor noPeak; 0 before the first
	sets     atomic.Uint64
	rejected atomic.Uint64
}

// Set makes v the value. NaN and infinite values are refused and counted.
func (g *GaugeCell) Set(v float64) {
	if !finite(v) {
		g.rejected.Add(1)
		return
	}
	g.bits.Store(math.Float64bits(v))
	g.changed(v)
}

// Add adds d, which may be negative, to the value. NaN and infinite values, as d
// or as the result, are refused and counted.
func (g *GaugeCell) Add(d float64) {
	for {
		old := g.bits.Load()
		v := math.Float64frombits(old) + d
		if !finite(v) {
			g.rejected.Add(1)
			return
		}
		if g.bits.CompareAndSwap(old, math.Float64bits(v)) {
			g.changed(v)
			return
		}
	}
}

func (g *GaugeCell) changed(v float64) {
	g.sets.Add(1)
	for {
		old := g.peak.Load()
		if v <= math.Float64frombits(old^noPeak) { // false while there is no peak
			return
		}
		if g.peak.CompareAndSwap(old, math.Float64bits(v)^noPeak) {
			return
		}
	}
}

// noPeak is the bits of a NaN, so that the zero cell has no peak.
var noPeak = math.Float64bits(math.NaN())

// read returns the value and the largest value since the start, NaN before the
// first. The two are a moment apart, but the peak is never below the value.
func (g *GaugeCell) read() (value, peak float64) {
	value = math.Float64frombits(g.bits.Load())
	peak = math.Float64frombits(g.peak.Load() ^ noPeak)
	if value > peak {
		peak = value
	}
	return value, peak
}

func finite(v float64) bool { return v-v == 0 }
