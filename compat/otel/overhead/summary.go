package main

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/whitmetrics/whit/bench/meter"
)

// summary is what the meter found of one operation.
type summary struct {
	Pairs    int    `json:"pairs"`
	Overhead number `json:"overhead"`
	Low      number `json:"low"`
	High     number `json:"high"`
	CostNS   number `json:"cost_ns"`
}

func newSummary(s meter.Summary) summary {
	return summary{s.Pairs, number(s.Overhead), number(s.Low), number(s.High), number(s.CostNS)}
}

// percent prints the overhead, between the interval that it has.
func (s summary) percent() string {
	return fmt.Sprintf("%s (%s to %s)", s.Overhead.percent(), s.Low.percent(), s.High.percent())
}

// number is a float64 that JSON can hold: what is not known is null.
type number float64

func (n number) known() bool { return !math.IsNaN(float64(n)) && !math.IsInf(float64(n), 0) }

func (n number) MarshalJSON() ([]byte, error) {
	if !n.known() {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

func (n number) percent() string { return n.format(100) }
func (n number) ns() string      { return n.format(1) }

// format prints n times f, with a decimal where it is small.
func (n number) format(f float64) string {
	switch v := float64(n) * f; {
	case !n.known():
		return "-"
	case math.Abs(v) < 9.95:
		return fmt.Sprintf("%.1f", v)
	default:
		return fmt.Sprintf("%.0f", v)
	}
}
