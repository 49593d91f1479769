package main

import (
	"encoding/json"
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

// interval is a figure with its 95 % interval.
type interval struct {
	Median number `json:"median"`
	Low    number `json:"low"`
	High   number `json:"high"`
}
