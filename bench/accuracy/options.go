package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
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
	all           = "all"
)

func defaults() options {
	return options{
		trials: defaultTrials, n: defaultEvents, seed: 1, warm: true,
		distributions: distributions, ratings: ratings, svg: defaultSVG,
	}
}

// parse reads the flags. Its error names a flag, its value and what is allowed.
func parse(args []string) (options, error) {
	o := defaults()
	fs := o.flags()
	if err := fs.Parse(args); err != nil {
		return o, err
	}
	if fs.NArg() > 0 {
		return o, fmt.Errorf("argument %q: want flags only", fs.Arg(0))
	}
	return o, nil
}

// flags returns the flags that set o.
func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("accuracy", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // whoever calls Parse prints its error
	fs.Func("trials", "`number` of trials of each distribution and rate (default 500)", between(&o.trials, 2, maxTrials))
	fs.Func("n", "`events` of a window (default 10000)", between(&o.n, minEvents, maxEvents))
	fs.Func("seed", "`number` that all chance follows from (default 1)", o.setSeed)
	fs.BoolFunc("warm", "two windows of as many events before the last, so that whit knows the tail (default true)", setBool(&o.warm))
	fs.Func("distribution", "`list` of constant, lognormal, pareto, bimodal, bursts and critical (lognormal, with 1 event in\n50 critical), or all (default all)",
		choose(&o.distributions, distributions, func(d distribution) string { return d.name }))
	fs.Func("rate", "`list` of 0.01, 0.03, 0.15 and flapping (changes in the course of a window), or all (default all)",
		choose(&o.ratings, ratings, func(r rating) string { return r.name }))
	fs.BoolFunc("json", "print JSON instead of tables", setBool(&o.json))
	fs.StringVar(&o.svg, "svg", defaultSVG, "write a chart to `file`; none if it is empty")
	return fs
}

// usage is what -h prints.
func usage() string {
	var b strings.Builder
	b.WriteString("Accuracy shows how far totals estimated from samples are from the truth, and how often their\n95 % intervals hold it.\n\n" +
		"Usage: go run ./bench/accuracy [flags]\n\n")
	o := defaults()
	fs := o.flags()
	fs.SetOutput(&b)
	fs.PrintDefaults()
	b.WriteString("\nExit status: 0; 1 if something fails; 2 for a bad flag.\n")
	return b.String()
}

func between(n *int, low, high int) func(string) error {
	return func(text string) error {
		v, err := strconv.Atoi(text)
		if err != nil || v < low || v > high {
			return fmt.Errorf("want a whole number from %d to %d", low, high)
		}
		*n = v
		return nil
	}
}

func (o *options) setSeed(text string) error {
	v, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return fmt.Errorf("want a whole number from 0 to %d", uint64(math.MaxUint64))
	}
	o.seed = v
	return nil
}

func setBool(b *bool) func(string) error {
	return func(text string) (err error) {
		v, err := strconv.ParseBool(text)
		if err != nil {
			return errors.New("want true or false")
		}
		*b = v
		return nil
	}
}

// choose returns a function that sets chosen to those of from that a list names.
func choose[T any](chosen *[]T, from []T, name func(T) string) func(string) error {
	return func(text string) error {
		if text == all {
			*chosen = from
			return nil
		}
		var names, seen []string
		for _, f := range from {
			names = append(names, name(f))
		}
		var found []T
		for part := range strings.SplitSeq(text, ",") {
			part = strings.TrimSpace(part)
			i := slices.Index(names, part)
			if i < 0 || slices.Contains(seen, part) {
				return fmt.Errorf("want one or more of %s, each once, with commas between, or %s", strings.Join(names, ", "), all)
			}
			seen, found = append(seen, part), append(found, from[i])
		}
		*chosen = found
		return nil
	}
}
