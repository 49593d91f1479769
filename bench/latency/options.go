package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
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

func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("latency", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // whoever calls Parse prints its error
	fs.Func("duration", "`time` of all rounds, and of finding the capacity (default 1m55s)", o.setDuration)
	fs.Func("rounds", "`number` of rounds, in each of which each has its turn (default 20)", o.setRounds)
	fs.Func("load", "share of the capacity that is asked for, `0.01 to 0.95` (default 0.5)", o.setLoad)
	fs.Func("rate", "share of the events that whit samples, `1e-06 to 1`; 0 counts only (default 0.03)", o.setRate)
	fs.BoolFunc("json", "print JSON instead of a table", o.setJSON)
	fs.StringVar(&o.benchfmt, "benchfmt", "", "write the percentiles of all rounds to `file`, for benchstat -col /impl")
	fs.StringVar(&o.svg, "svg", "", "draw the latencies over the percentiles into `file`")
	return fs
}

// usage is what -h prints.
func usage() string {
	var b strings.Builder
	b.WriteString("Latency shows whether metrics make a server's answers later.\n\n" +
		"Usage: go run ./bench/latency [flags]\n\n")
	o := defaults()
	fs := o.flags()
	fs.SetOutput(&b)
	fs.PrintDefaults()
	b.WriteString("\nExit status: 0; 1 if a measurement fails; 2 for a bad flag.\n")
	return b.String()
}

func (o *options) setDuration(text string) error {
	d, err := time.ParseDuration(text)
	if err != nil || d < minDuration || d > maxDuration {
		return fmt.Errorf("want a time from %v to %v, such as 2m", minDuration, maxDuration)
	}
	o.duration = d
	return nil
}

func (o *options) setRounds(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < minRounds || n > maxRounds {
		return fmt.Errorf("want a number from %d to %d", minRounds, maxRounds)
	}
	o.rounds = n
	return nil
}

func (o *options) setLoad(text string) error {
	p, err := strconv.ParseFloat(text, 64)
	if err != nil || !(p >= 0.01 && p <= 0.95) {
		return errors.New("want a number from 0.01 to 0.95")
	}
	o.load = p
	return nil
}

func (o *options) setRate(text string) error {
	p, err := strconv.ParseFloat(text, 64)
	if err != nil || !(p == 0 || p >= 1e-6 && p <= 1) {
		return errors.New("want a number from 1e-06 to 1, or 0")
	}
	o.rate = p
	return nil
}

func (o *options) setJSON(text string) (err error) {
	if o.json, err = strconv.ParseBool(text); err != nil {
		return errors.New("want true or false")
	}
	return nil
}
