package main

import (
	"flag"
	"time"

	"github.com/whitmetrics/whit/bench/cli"
)

// options are what the flags say.
type options struct {
	duration      time.Duration
	rounds        int
	load          float64
	rate          float64
	json          bool
	benchfmt, svg string
}

const (
	defaultDuration = 115 * time.Second
	minDuration     = 500 * time.Millisecond
	maxDuration     = time.Hour
	defaultRounds   = 20
	minRounds       = 4
	maxRounds       = 1000
	defaultLoad     = 0.5
	defaultRate     = 0.03
)

func defaults() options {
	return options{duration: defaultDuration, rounds: defaultRounds, load: defaultLoad, rate: defaultRate}
}

var command = cli.Command[options]{
	Name:    "latency",
	About:   "Latency shows whether metrics make a server's answers later.",
	Usage:   "go run ./bench/latency [flags]",
	Exit:    "0; 1 if a measurement fails; 2 for a bad flag",
	Default: defaults,
	Flags:   (*options).flags,
}

// flags adds the flags that set o.
func (o *options) flags(fs *flag.FlagSet) {
	fs.Func("duration", "`time` of all rounds, and of finding the capacity (default 1m55s)", cli.Duration(&o.duration, minDuration, maxDuration))
	fs.Func("rounds", "`number` of rounds, in each of which each has its turn (default 20)", cli.Int(&o.rounds, minRounds, maxRounds))
	fs.Func("load", "share of the capacity that is asked for, `0.01 to 0.95` (default 0.5)", cli.Float(&o.load, 0.01, 0.95))
	fs.Func("rate", "share of the events that whit samples, `1e-06 to 1`; 0 counts only (default 0.03)", cli.Rate(&o.rate))
	fs.BoolFunc("json", "print JSON instead of a table", cli.Bool(&o.json))
	fs.StringVar(&o.benchfmt, "benchfmt", "", "write the percentiles of all rounds to `file`, for benchstat -col /impl")
	fs.StringVar(&o.svg, "svg", "", "draw the latencies over the percentiles into `file`")
}
