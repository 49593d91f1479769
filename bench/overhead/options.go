package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// options are what the flags say.
type options struct {
	duration               time.Duration
	rate                   float64
	impl                   []string
	http, loop             bool
	json                   bool
	cpuProfile, memProfile string
}

const (
	defaultDuration = 40 * time.Second
	minDuration     = 50 * time.Millisecond
	maxDuration     = time.Hour
	defaultRate     = 0.03
)

// The names of implementations and workloads.
const (
	implNone  = "none"
	implRival = "rival"
	implWhit  = "whit"

	workHTTP = "http"
	workLoop = "loop"
	workAll  = "all"
)

var (
	allImpl = []string{implNone, implRival, implWhit}
	allWork = []string{workHTTP, workLoop, workAll}
)

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

func defaults() options {
	return options{duration: defaultDuration, rate: defaultRate, impl: allImpl, http: true, loop: true}
}

// flags returns the flags that set o.
func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("overhead", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // whoever calls Parse prints its error
	fs.Func("duration", "`time` that is measured, all workloads together (default 40s)", o.setDuration)
	fs.Func("rate", "share of the events that whit samples, `0 to 1`; 0 counts only (default 0.03)", o.setRate)
	fs.Func("impl", "`list` of implementations, of none, rival (mutex and maps) and whit (default all);\nwithout none there is no overhead to tell", o.setImpl)
	fs.Func("workload", "`name`: http, a server under load; loop, 60 ns of work and a call; all (default all)", o.setWorkload)
	fs.BoolFunc("json", "print JSON instead of tables", o.setJSON)
	fs.StringVar(&o.cpuProfile, "cpuprofile", "", "write a CPU profile to `file`, for go tool pprof")
	fs.StringVar(&o.memProfile, "memprofile", "", "write a profile of all allocations to `file`")
	return fs
}

// usage is what -h prints.
func usage() string {
	var b strings.Builder
	b.WriteString("Overhead shows what metrics cost a server, and whether their totals are true.\n\n" +
		"Usage: go run ./bench/overhead [flags]\n\n")
	o := defaults()
	fs := o.flags()
	fs.SetOutput(&b)
	fs.PrintDefaults()
	b.WriteString("\nExit status: 0; 1 if a count is off by one or a measurement fails; 2 for a bad flag.\n")
	return b.String()
}

func (o *options) setDuration(text string) error {
	d, err := time.ParseDuration(text)
	if err != nil || d < minDuration || d > maxDuration {
		return fmt.Errorf("want a time from %v to %v, such as 30s", minDuration, maxDuration)
	}
	o.duration = d
	return nil
}

func (o *options) setRate(text string) error {
	p, err := strconv.ParseFloat(text, 64)
	if err != nil || !(p >= 0 && p <= 1) {
		return errors.New("want a number from 0 to 1")
	}
	o.rate = p
	return nil
}

func (o *options) setImpl(text string) error {
	var chosen []string
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		if !slices.Contains(allImpl, name) || slices.Contains(chosen, name) {
			return fmt.Errorf("want one or more of %s, each once, with commas between", strings.Join(allImpl, ", "))
		}
		chosen = append(chosen, name)
	}
	o.impl = chosen
	return nil
}

func (o *options) setJSON(text string) (err error) {
	if o.json, err = strconv.ParseBool(text); err != nil {
		return errors.New("want true or false")
	}
	return nil
}

func (o *options) setWorkload(text string) error {
	if !slices.Contains(allWork, text) {
		return fmt.Errorf("want one of %s", strings.Join(allWork, ", "))
	}
	o.http = text != workLoop
	o.loop = text != workHTTP
	return nil
}
