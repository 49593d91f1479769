package main

import (
	"flag"
	"fmt"
	"math"
	"strconv"

	"github.com/whitmetrics/whit/bench/cli"
)

// options are what the flags say.
type options struct {
	trials, n     int
	seed          uint64
	warm          bool
	distributions []distribution
	ratings       []rating
	json          bool
	svg           string
}

const (
	defaultTrials = 500
	defaultEvents = 10_000
	defaultSVG    = "bench/out/accuracy.svg"
	minEvents     = 100 // fewer than that are not worth sampling
	maxEvents     = 1_000_000
	maxTrials     = 1_000_000
)

func defaults() options {
	return options{
		trials: defaultTrials, n: defaultEvents, seed: 1, warm: true,
		distributions: distributions, ratings: ratings, svg: defaultSVG,
	}
}

var command = cli.Command[options]{
	Name: "accuracy",
	About: "Accuracy shows how far totals estimated from samples are from the truth, and how often their\n" +
		"95 % intervals hold it.",
	Usage:   "go run ./bench/accuracy [flags]",
	Exit:    "0; 1 if something fails; 2 for a bad flag",
	Default: defaults,
	Flags:   (*options).flags,
}

// flags adds the flags that set o.
func (o *options) flags(fs *flag.FlagSet) {
	fs.Func("trials", "`number` of trials of each distribution and rate (default 500)", cli.Int(&o.trials, 2, maxTrials))
	fs.Func("n", "`events` of a window (default 10000)", cli.Int(&o.n, minEvents, maxEvents))
	fs.Func("seed", "`number` that all chance follows from (default 1)", o.setSeed)
	fs.BoolFunc("warm", "two windows of as many events before the last, so that whit knows the tail (default true)", cli.Bool(&o.warm))
	fs.Func("distribution", "`list` of constant, lognormal, pareto, bimodal, bursts and critical (lognormal, with 1 event in\n50 critical), or all (default all)",
		cli.SomeOf(&o.distributions, distributions, func(d distribution) string { return d.name }))
	fs.Func("rate", "`list` of 0.01, 0.03, 0.15 and flapping (changes in the course of a window), or all (default all)",
		cli.SomeOf(&o.ratings, ratings, func(r rating) string { return r.name }))
	fs.BoolFunc("json", "print JSON instead of tables", cli.Bool(&o.json))
	fs.StringVar(&o.svg, "svg", defaultSVG, "write a chart to `file`; none if it is empty")
}

func (o *options) setSeed(text string) error {
	v, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return fmt.Errorf("want a whole number from 0 to %d", uint64(math.MaxUint64))
	}
	o.seed = v
	return nil
}
