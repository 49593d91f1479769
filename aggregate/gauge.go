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
	shared   *gaugeCounts // of all gauges; nil if the cell is not registered
}

// gaugeCounts is what all gauges of a collector count together.
type gaugeCounts struct {
	rejected atomic.Uint64
	detached atomic.Uint64 // changes of gauges that had been removed
}

// detached is set in sets once the gauge is removed: changes to come are no more than
// counted.
const detached = 1 << 63

// noPeak is the bits of a NaN, so that the zero cell has no peak.
var noPeak = math.Float64bits(math.NaN())

// Set makes v the value. NaN and infinite values are refused and counted.
func (g *GaugeCell) Set(v float64) {
	if !float.Finite(v) {
		g.reject()
		return
	}
	g.raise(v)
	g.bits.Store(math.Float64bits(v))
	g.changed()
}

// Add adds d, which may be negative, to the value. NaN and infinite values, as d
// or as the result, are refused and counted.
func (g *GaugeCell) Add(d float64) {
	for {
		old := g.bits.Load()
		v := math.Float64frombits(old) + d
		if !float.Finite(v) {
			g.reject()
			return
		}
		if g.bits.CompareAndSwap(old, math.Float64bits(v)) {
			g.changed()
			g.raise(v)
			return
		}
	}
}

// Value returns the value.
func (g *GaugeCell) Value() float64 { return math.Float64frombits(g.bits.Load()) }

// changed counts a change that has been made. It is the moment at which the change
// happened, as far as retire is concerned.
func (g *GaugeCell) changed() {
	if g.sets.Add(1)&detached != 0 {
		g.shared.detached.Add(1)
	}
}

func (g *GaugeCell) reject() {
	g.rejected.Add(1)
	if g.shared != nil {
		g.shared.rejected.Add(1)
	}
}

// retire ends what is counted of the gauge, if still says so of the number of changes.
func (g *GaugeCell) retire(still func(count uint64) bool) bool {
	for {
		n := g.sets.Load()
		if !still(n) {
			return false
		}
		if g.sets.CompareAndSwap(n, n|detached) {
			return true
		}
	}
}

// count returns the number of changes.
func (g *GaugeCell) count() uint64 { return g.sets.Load() &^ detached }

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
