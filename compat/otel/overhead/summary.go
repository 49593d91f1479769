package main

import (
	"fmt"
	"math"

	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/show"
)

// summary is what the meter found of one operation.
type summary struct {
	Pairs    int         `json:"pairs"`
	Overhead show.Number `json:"overhead"`
	Low      show.Number `json:"low"`
	High     show.Number `json:"high"`
	CostNS   show.Number `json:"cost_ns"`
}

func newSummary(s meter.Summary) summary {
	return summary{s.Pairs, show.Number(s.Overhead), show.Number(s.Low), show.Number(s.High), show.Number(s.CostNS)}
}

// between is the overhead, with the interval that it has.
func (s summary) between() string {
	return fmt.Sprintf("%s (%s to %s)", percent(s.Overhead), percent(s.Low), percent(s.High))
}

func percent(n show.Number) string { return short(100 * n) }

// short prints n with a decimal where it is small.
func short(n show.Number) string {
	switch {
	case !n.Known():
		return "-"
	case math.Abs(float64(n)) < 9.95:
		return fmt.Sprintf("%.1f", float64(n))
	default:
		return fmt.Sprintf("%.0f", float64(n))
	}
}
