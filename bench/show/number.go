package show

import (
	"encoding/json"
	"fmt"
	"math"
)

// A Number is a float64 that JSON can hold: what is not known, or infinite, is null.
type Number float64

// Known reports whether n is finite.
func (n Number) Known() bool { return !math.IsNaN(float64(n)) && !math.IsInf(float64(n), 0) }

// MarshalJSON is for encoding/json.
func (n Number) MarshalJSON() ([]byte, error) {
	if !n.Known() {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

// UnmarshalJSON is for encoding/json; null is NaN.
func (n *Number) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*n = Number(math.NaN())
		return nil
	}
	return json.Unmarshal(text, (*float64)(n))
}

// Percent is n, a share of 1, in percent.
func (n Number) Percent() string {
	if !n.Known() {
		return "-"
	}
	return fmt.Sprintf("%.2f", 100*float64(n))
}
