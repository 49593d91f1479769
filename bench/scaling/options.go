package main

import (
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/whitmetrics/whit/bench/cli"
)

// options are what the flags say.
type options struct {
	procs, metrics []int
	repeat, events int
	json           bool
	svg            string
}

const (
	maxProcs      = 1024
	maxMetrics    = 100_000
	maxRepeat     = 10_000
	maxEvents     = 10_000_000
	defaultRepeat = 51
	defaultEvents = 20_000 // some 0.1 ms, shorter than a thread's turn
	defaultSVG    = "bench/out/scaling.svg"
)

func defaults() options {
	return options{
		procs:   []int{1, 2, 4, 8, 16, 32, 64, 128, 256},
		metrics: []int{10, 30, 100, 300, 1000, 3000, 10000},
		repeat:  defaultRepeat, events: defaultEvents, svg: defaultSVG,
	}
}

var command = cli.Command[options]{
	Name:    "scaling",
	About:   "Scaling shows how costs and memory grow with GOMAXPROCS and with the number of metrics.",
	Usage:   "go run ./bench/scaling [flags]",
	Exit:    "0; 1 if something fails; 2 for a bad flag",
	Default: defaults,
	Flags:   (*options).flags,
}

// flags adds the flags that set o.
func (o *options) flags(fs *flag.FlagSet) {
	fs.Func("procs", "`list` of GOMAXPROCS, 1 to 1024 (default 1,2,4 to 256)", rising(&o.procs, maxProcs))
	fs.Func("metrics", "`list` of numbers of metrics, 1 to 100000 (default 10,30,100 to 10000)", rising(&o.metrics, maxMetrics))
	fs.Func("repeat", "`number` of measurements of each figure, of which the median is taken (default 51)", cli.Int(&o.repeat, 1, maxRepeat))
	fs.Func("events", "`number` of events that are timed on each P at a time (default 20000)", cli.Int(&o.events, 1, maxEvents))
	fs.BoolFunc("json", "print JSON instead of tables", cli.Bool(&o.json))
	fs.StringVar(&o.svg, "svg", defaultSVG, "write a chart to `file`; none if it is empty")
}

// rising returns a function that reads a list of rising whole numbers.
func rising(list *[]int, most int) func(string) error {
	return func(text string) error {
		var found []int
		for part := range strings.SplitSeq(text, ",") {
			v, err := strconv.Atoi(strings.TrimSpace(part))
			if err != nil || v < 1 || v > most || len(found) > 0 && v <= slices.Max(found) {
				return fmt.Errorf("want whole numbers from 1 to %d that rise, with commas between", most)
			}
			found = append(found, v)
		}
		*list = found
		return nil
	}
}
