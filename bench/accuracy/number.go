package main

import (
	"fmt"
	"math"

	"github.com/whitmetrics/whit/bench/show"
)

type number = show.Number

// percent writes n, a share of 1, in percent, with fewer digits behind the point the
// larger it is. What is 0 but for rounding is 0.
func percent(n number, sign string) string {
	v := 100 * float64(n)
	switch a := math.Abs(v); {
	case !n.Known():
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
