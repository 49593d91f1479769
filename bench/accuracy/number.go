package main

import (
	"encoding/json"
	"fmt"
	"math"
)

// number is a float64 that JSON can hold: what is not known, or infinite, is null.
type number float64

func (n number) known() bool { return !math.IsNaN(float64(n)) && !math.IsInf(float64(n), 0) }

func (n number) MarshalJSON() ([]byte, error) {
	if !n.known() {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

func (n *number) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*n = number(math.NaN())
		return nil
	}
	return json.Unmarshal(text, (*float64)(n))
}

// percent writes n, a share of 1, in percent, with fewer digits behind the point the
// larger it is. What is 0 but for rounding is 0.
func (n number) percent(sign string) string {
	v := 100 * float64(n)
	switch a := math.Abs(v); {
	case !n.known():
		return "-"
	case a < 1e-6:
		return "0"
	case a < .005:
		return "0.00"
	case a < 1:
		return fmt.Sprintf("%"+sign+".2f", v)
	case a >= 1000:
		return fmt.Sprintf("%"+sign+".0f", v)
	default:
		return fmt.Sprintf("%"+sign+".1f", v)
	}
}
