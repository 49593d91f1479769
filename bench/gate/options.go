package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"time"
)

// options are what the flags say.
type options struct {
	base, head, out string
	bench           string
	slice           time.Duration
	duration, limit time.Duration
}

const (
	defaultBench    = "^BenchmarkRecord$/^impl=whit$"
	defaultSlice    = 20 * time.Millisecond
	defaultDuration = 80 * time.Second
	defaultLimit    = 4 * time.Minute
)

func defaults() options {
	return options{bench: defaultBench, slice: defaultSlice, duration: defaultDuration, limit: defaultLimit}
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
	for _, dir := range []struct{ flag, value string }{{"base", o.base}, {"head", o.head}, {"out", o.out}} {
		if dir.value == "" {
			return o, fmt.Errorf("-%s %q: want a folder", dir.flag, dir.value)
		}
	}
	if o.limit < o.duration {
		return o, fmt.Errorf("-limit %v: want at least -duration, which is %v", o.limit, o.duration)
	}
	return o, nil
}

// flags returns the flags that set o.
func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("gate", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // whoever calls parse prints its error
	fs.StringVar(&o.base, "base", "", "`folder` with benchmark binaries of what is compared to")
	fs.StringVar(&o.head, "head", "", "`folder` with benchmark binaries of what is judged, of as many layouts")
	fs.StringVar(&o.out, "out", "", "`folder` for the measurements")
	fs.StringVar(&o.bench, "bench", o.bench, "`pattern` of the benchmarks, as of go test -bench")
	fs.Func("slice", "`time` for which a benchmark runs at a time (default 20ms)", between(&o.slice, time.Millisecond, time.Second))
	fs.Func("duration", "`time` of the first measurement (default 1m20s); the second takes half of it at most",
		between(&o.duration, 100*time.Millisecond, time.Hour))
	fs.Func("limit", "`time` after which all ends, judged or not (default 4m0s)", between(&o.limit, 100*time.Millisecond, time.Hour))
	return fs
}

func between(d *time.Duration, low, high time.Duration) func(string) error {
	return func(text string) error {
		v, err := time.ParseDuration(text)
		if err != nil || v < low || v > high {
			return fmt.Errorf("want a time from %v to %v", low, high)
		}
		*d = v
		return nil
	}
}

// usage is what -h prints.
func usage(w io.Writer) {
	fmt.Fprint(w, "Gate tells whether a change has made the hot path slower, or has it allocate.\n\n"+
		"Usage: gate -base DIR -head DIR -out DIR [flags]\n\n")
	o := defaults()
	fs := o.flags()
	fs.SetOutput(w)
	fs.PrintDefaults()
	fmt.Fprint(w, "\nExit status: 0; 1 if a benchmark is worse than it may be; 2 if there was nothing to judge.\n")
}

var errWorse = errors.New("worse than it may be")
