package main

import (
	"math"
	"math/rand/v2"
)

// A distribution is where a trial's values come from.
type distribution struct {
	name string
	// values returns a trial's source of values.
	values func(*rand.Rand) func() float64
	// Every critical'th event is critical; 0: none.
	critical int
}

var distributions = []distribution{
	{name: "constant", values: func(*rand.Rand) func() float64 {
		return func() float64 { return 12.5 }
	}},
	{name: "lognormal", values: lognormal},
	{name: "pareto", values: func(rng *rand.Rand) func() float64 { // the variance is infinite
		return func() float64 { return math.Pow(1-rng.Float64(), -1/1.5) }
	}},
	{name: "bimodal", values: func(rng *rand.Rand) func() float64 {
		return func() float64 {
			scale := 1.
			if rng.IntN(7) == 0 {
				scale = 100
			}
			return scale * math.Exp(.2*rng.NormFloat64())
		}
	}},
	{name: "bursts", values: bursts},
	{name: "critical", values: lognormal, critical: 50},
}

func lognormal(rng *rand.Rand) func() float64 {
	return func() float64 { return math.Exp(rng.NormFloat64()) }
}

// bursts are values around 1 with now and then a run of values around 10.
func bursts(rng *rand.Rand) func() float64 {
	left := 0
	return func() float64 {
		if left == 0 && rng.IntN(200) == 0 {
			left = 20
		}
		scale := 1.
		if left > 0 {
			left--
			scale = 10
		}
		return scale * math.Exp(.3*rng.NormFloat64())
	}
}

// A rating is a sampling rate, or several that a window goes through in equal parts.
type rating struct {
	name string
	p    []float64
}

var ratings = []rating{
	{"0.01", []float64{.01}},
	{"0.03", []float64{.03}},
	{"0.15", []float64{.15}},
	{"flapping", []float64{.03, .15, .01, .08, .02}},
}

// configured is the rate that the metrics are made with, and atFlush the one at a
// window's end.
func (r rating) configured() float64 { return r.p[0] }
func (r rating) atFlush() float64    { return r.p[len(r.p)-1] }
func (r rating) fixed() bool         { return len(r.p) == 1 }

func (r rating) mean() float64 {
	sum := 0.
	for _, p := range r.p {
		sum += p
	}
	return sum / float64(len(r.p))
}
