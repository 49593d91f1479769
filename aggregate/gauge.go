package aggregate

import (
	"math"
	"sync/atomic"

	"github.com/whitmetrics/whit/internal/float"
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

// noPeak is the bits of a NaN, so that the zero cell has no peak.
var noPeak = math.Float64bits(math.NaN())

// Set makes v the value. NaN and infinite values are refused and counted.
func (g *GaugeCell) Set(v float64) {
	if !float.Finite(v) {
		g.rejected.Add(1)
		return
	}
	g.raise(v)
	g.bits.Store(math.Float64bits(v))
	g.sets.Add(1)
}

// Add adds d, which may be negative, to the value. NaN and infinite values, as d
// or as the result, are refused and counted.
func (g *GaugeCell) Add(d float64) {
	for {
		old := g.bits.Load()
		v := math.Float64frombits(old) + d
		if !float.Finite(v) {
			g.rejected.Add(1)
			return
		}
		if g.bits.CompareAndSwap(old, math.Float64bits(v)) {
			g.sets.Add(1)
			g.raise(v)
			return
		}
	}
}

// Value returns the value.
func (g *GaugeCell) Value() float64 { return math.Float64frombits(g.bits.Load()) }

// raise makes the peak v, unless it is higher.
func (g *GaugeCell) raise(v float64) {
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

// read returns the value and the largest value since the start, NaN before the
// first. The peak is never below the value, and never falls: a reader that meets a
// value whose Add has not raised the peak yet does so itself.
func (g *GaugeCell) read() (value, peak float64) {
	value = math.Float64frombits(g.bits.Load())
	if g.sets.Load() != 0 || value != 0 {
		g.raise(value)
	}
	return value, math.Float64frombits(g.peak.Load() ^ noPeak)
}
