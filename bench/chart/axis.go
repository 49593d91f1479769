package chart

import (
	"math"
	"slices"
	"strconv"
)

// What a tick takes of an axis, in px.
const (
	tickRoom         = 45
	tickRoomVertical = 28
)

// An Axis says how values become positions.
type Axis struct {
	Title string
	Log   bool
	// Min and Max are the axis's range where Min is less than Max. Else it
	// follows from the data and the references.
	Min, Max float64
	// Ticks are where the ticks are, if they are in the range; chosen if there are none.
	Ticks []float64
	// References are values to compare with.
	References []Reference
}

// A Reference is a value that the panel marks by a dashed line.
type Reference struct {
	At    float64
	Label string
}

// A scale is an axis on the canvas.
type scale struct {
	log       bool
	low, high float64 // of the values, and their positions:
	from, to  float64
	ticks     []float64
}

// newScale returns a's scale for the values, from the position from to to.
func newScale(a Axis, values []float64, from, to float64) scale {
	s := scale{log: a.Log, from: from, to: to}
	most := int((to - from) / tickRoom)
	if from > to { // upwards
		most = int((from - to) / tickRoomVertical)
	}
	if fixed := a.Min < a.Max && (!a.Log || a.Min > 0); fixed {
		s.low, s.high = a.Min, a.Max
	} else {
		for _, r := range a.References {
			values = append(values, r.At)
		}
		s.low, s.high = s.bounds(values, most)
	}
	switch {
	case len(a.Ticks) > 0:
		s.ticks = slices.DeleteFunc(slices.Clone(a.Ticks), func(v float64) bool { return v < s.low || v > s.high })
	case s.log:
		s.ticks = logTicks(s.low, s.high, most)
	default:
		s.ticks = linearTicks(s.low, s.high, most)
	}
	return s
}

// bounds returns a range from tick to tick that has room for the values.
func (s scale) bounds(values []float64, most int) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if s.drawable(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	switch {
	case low > high && s.log:
		return 1, 10
	case low > high:
		return 0, 1
	case s.log:
		return roundLog(low/1.1, math.Floor), roundLog(high*1.1, math.Ceil)
	case low == high && low == 0:
		return -1, 1
	case low == high:
		low, high = low-math.Abs(low)/2, high+math.Abs(high)/2
	}
	step := niceStep((high - low) / float64(max(most, 2)))
	return step * math.Floor(low/step), step * math.Ceil(high/step)
}

// drawable says whether v has a position of its own.
func (s scale) drawable(v float64) bool {
	return !math.IsNaN(v) && !math.IsInf(v, 0) && (!s.log || v > 0)
}

// at returns v's position, and on which side v is beyond the axis: -1, +1, or 0 if it
// is not. v must be a number.
func (s scale) at(v float64) (position float64, beyond int) {
	switch {
	case v < s.low:
		return s.from, -1
	case v > s.high:
		return s.to, 1
	}
	share := (v - s.low) / (s.high - s.low)
	if s.log {
		share = math.Log(v/s.low) / math.Log(s.high/s.low)
	}
	return s.from + share*(s.to-s.from), 0
}

// niceStep returns the least of 1, 2 and 5 times a power of ten that is at least v.
func niceStep(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= v*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// roundLog rounds v to 1, 2 or 5 times a power of ten, downwards or upwards.
func roundLog(v float64, round func(float64) float64) float64 {
	decade := math.Pow(10, math.Floor(math.Log10(v)))
	steps := []float64{1, 2, 5, 10}
	for i, m := range steps[1:] {
		if v <= m*decade {
			if round(0.5) == 0 {
				return steps[i] * decade
			}
			return m * decade
		}
	}
	return steps[3] * decade
}

func linearTicks(low, high float64, most int) []float64 {
	step := niceStep((high - low) / float64(max(most, 2)))
	var ticks []float64
	for i := math.Ceil(low/step - 1e-9); i <= high/step+1e-9; i++ {
		ticks = append(ticks, i*step+0) // +0: no negative zero
	}
	return ticks
}

// logTicks returns decades, fewer if there are too many, or also 2 and 5 times
// decades if there is room, or hardly a decade. Within less than that they are those of
// a linear axis.
func logTicks(low, high float64, most int) []float64 {
	first, last := math.Floor(math.Log10(low)+1e-9), math.Ceil(math.Log10(high)-1e-9)
	mantissas, stride := []float64{1}, math.Ceil((last-first+1)/float64(max(most, 2)))
	if decades := math.Log10(high / low); 3*decades <= float64(max(most, 3)) || decades < 2 {
		mantissas = []float64{1, 2, 5}
	}
	var ticks []float64
	for d := first; d <= last; d += stride {
		for _, m := range mantissas {
			if v := m * math.Pow(10, d); v >= low*(1-1e-9) && v <= high*(1+1e-9) {
				ticks = append(ticks, v)
			}
		}
	}
	if len(ticks) < 2 {
		return linearTicks(low, high, most)
	}
	return ticks
}

// format writes v in few characters: 0.05, 250, 20k, 1.5M.
func format(v float64) string {
	if a := math.Abs(v); a >= 1e4 && a < 1e15 {
		for _, unit := range []struct {
			size float64
			name string
		}{{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}} {
			if a >= unit.size {
				return strconv.FormatFloat(v/unit.size, 'g', 4, 64) + unit.name
			}
		}
	}
	return strconv.FormatFloat(v, 'g', 4, 64)
}
