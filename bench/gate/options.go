package main

import (
	"errors"
	"flag"
	"fmt"
	"time"

	"github.com/whitmetrics/whit/bench/cli"
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

var command = cli.Command[options]{
	Name:    "gate",
	About:   "Gate tells whether a change has made the hot path slower, or has it allocate.",
	Usage:   "gate -base DIR -head DIR -out DIR [flags]",
	Exit:    "0; 1 if a benchmark is worse than it may be; 2 if there was nothing to judge",
	Default: defaults,
	Flags:   (*options).flags,
	Check:   (*options).check,
}

// flags adds the flags that set o.
func (o *options) flags(fs *flag.FlagSet) {
	fs.StringVar(&o.base, "base", "", "`folder` with benchmark binaries of what is compared to")
	fs.StringVar(&o.head, "head", "", "`folder` with benchmark binaries of what is judged, of as many layouts")
	fs.StringVar(&o.out, "out", "", "`folder` for the measurements")
	fs.StringVar(&o.bench, "bench", o.bench, "`pattern` of the benchmarks, as of go test -bench")
	fs.Func("slice", "`time` for which a benchmark runs at a time (default 20ms)", cli.Duration(&o.slice, time.Millisecond, time.Second))
	fs.Func("duration", "`time` of the first measurement (default 1m20s); the second takes half of it at most",
		cli.Duration(&o.duration, 100*time.Millisecond, time.Hour))
	fs.Func("limit", "`time` after which all ends, judged or not (default 4m0s)", cli.Duration(&o.limit, 100*time.Millisecond, time.Hour))
}

func (o *options) check(fs *flag.FlagSet) error {
	if err := cli.NoArguments(fs); err != nil {
		return err
	}
	for _, dir := range []struct{ flag, value string }{{"base", o.base}, {"head", o.head}, {"out", o.out}} {
		if dir.value == "" {
			return fmt.Errorf("-%s %q: want a folder", dir.flag, dir.value)
		}
	}
	if o.limit < o.duration {
		return fmt.Errorf("-limit %v: want at least -duration, which is %v", o.limit, o.duration)
	}
	return nil
}

var errWorse = errors.New("worse than it may be")
