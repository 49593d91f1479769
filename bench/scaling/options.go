package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
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
	maxEvents     = 1_000_000_000
	defaultRepeat = 51
	defaultEvents = 1_000_000 // some milliseconds
	defaultSVG    = "bench/out/scaling.svg"
)

func defaults() options {
	return options{
		procs:   []int{1, 2, 4, 8, 16, 32, 64, 128, 256},
		metrics: []int{10, 30, 100, 300, 1000, 3000, 10000},
		repeat:  defaultRepeat, events: defaultEvents, svg: defaultSVG,
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
	fs := flag.NewFlagSet("scaling", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // whoever calls Parse prints its error
	fs.Func("procs", "`list` of GOMAXPROCS, 1 to 1024 (default 1,2,4 to 256)", rising(&o.procs, maxProcs))
	fs.Func("metrics", "`list` of numbers of metrics, 1 to 100000 (default 10,30,100 to 10000)", rising(&o.metrics, maxMetrics))
	fs.Func("repeat", "`number` of measurements of each figure, of which the median is taken (default 51)", between(&o.repeat, maxRepeat))
	fs.Func("events", "`number` of events that are timed at a time (default 1000000)", between(&o.events, maxEvents))
	fs.BoolFunc("json", "print JSON instead of tables", o.setJSON)
	fs.StringVar(&o.svg, "svg", defaultSVG, "write a chart to `file`; none if it is empty")
	return fs
}

// usage is what -h prints.
func usage() string {
	var b strings.Builder
	b.WriteString("Scaling shows how costs and memory grow with GOMAXPROCS and with the number of metrics.\n\n" +
		"Usage: go run ./bench/scaling [flags]\n\n")
	o := defaults()
	fs := o.flags()
	fs.SetOutput(&b)
	fs.PrintDefaults()
	b.WriteString("\nExit status: 0; 1 if something fails; 2 for a bad flag.\n")
	return b.String()
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

func between(n *int, most int) func(string) error {
	return func(text string) error {
		v, err := strconv.Atoi(text)
		if err != nil || v < 1 || v > most {
			return fmt.Errorf("want a whole number from 1 to %d", most)
		}
		*n = v
		return nil
	}
}

func (o *options) setJSON(text string) (err error) {
	if o.json, err = strconv.ParseBool(text); err != nil {
		return errors.New("want true or false")
	}
	return nil
}
