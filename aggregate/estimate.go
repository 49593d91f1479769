package aggregate

import "math"

// Estimate is a figure that was worked out from samples: the value, its standard
// error, and the bounds of a 95 % interval. NaN stands for what is not known; High is
// +Inf where only "at least Low" can be said.
type Estimate struct {
	Value, StdErr, Low, High float64
}

// Known reports whether there is an interval. Without one nothing is known of the
// error: it is not 0 ± 0. A High of +Inf is known.
func (e Estimate) Known() bool { return !math.IsNaN(e.Low) && !math.IsNaN(e.High) }

// point returns an estimate of which only the value is known.
func point(v float64) Estimate {
	return Estimate{Value: v, StdErr: math.NaN(), Low: math.NaN(), High: math.NaN()}
}
