package aggregate

import "math"

// Estimate is a figure that was worked out from samples: the value, its standard
// error, and the bounds of a 95 % interval. NaN stands for what is not known.
type Estimate struct {
	Value, StdErr, Low, High float64
}

// point returns an estimate of which only the value is known.
func point(v float64) Estimate {
	return Estimate{Value: v, StdErr: math.NaN(), Low: math.NaN(), High: math.NaN()}
}
