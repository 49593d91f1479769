package main

import "github.com/whitmetrics/whit/bench/show"

type number = show.Number

// interval is a figure with its 95 % interval.
type interval struct {
	Median number `json:"median"`
	Low    number `json:"low"`
	High   number `json:"high"`
}
