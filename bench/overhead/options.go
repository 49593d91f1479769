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
	workload               []string
	json                   bool
	cpuProfile, memProfile string
}

const (
	defaultDuration = 44 * time.Second
	minDuration     = 50 * time.Millisecond
	maxDuration     = time.Hour
	defaultRate     = 0.03
)

// The names of implementations and workloads.
const (
	implNone   = "none"
	implRival  = "rival"
	implLegacy = "legacy"
	implWhit   = "whit"

	workHTTP    = "http"
	workLoop    = "loop"
	workHub     = "hub"
	workClassic = "classic"
	workAll     = "all"
)

var (
	allImpl = []string{implNone, implRival, implLegacy, implWhit}
	allWork = []string{workHTTP, workLoop, workHub, workClassic}
)

// implsOf are the implementations that a workload has. What takes the place of the
// mutex and maps, in a server with websockets, is the class that whit replaces.
var implsOf = map[string][]string{
	workHTTP:    {implNone, implRival, implWhit},
	workLoop:    {implNone, implRival, implWhit},
	workHub:     {implNone, implLegacy, implWhit},
	workClassic: {implNone, implLegacy, implWhit},
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
	return o, o.match()
}

// match drops the workloads that have none of the implementations, unless that leaves
// nothing to do.
func (o *options) match() error {
	asked := o.workload
	o.workload = slices.DeleteFunc(slices.Clone(asked), func(work string) bool {
		return !slices.ContainsFunc(o.impl, func(impl string) bool { return slices.Contains(implsOf[work], impl) })
	})
	if len(o.workload) == 0 {
		return fmt.Errorf("-workload %s has no implementation of -impl %s: want one of %s",
			asked[0], strings.Join(o.impl, ","), strings.Join(implsOf[asked[0]], ", "))
	}
	return nil
}

// has reports whether a workload is to run, and runs whether an implementation is.
func (o options) has(work string) bool  { return slices.Contains(o.workload, work) }
func (o options) runs(impl string) bool { return slices.Contains(o.impl, impl) }

func defaults() options {
	return options{duration: defaultDuration, rate: defaultRate, impl: allImpl, workload: allWork}
}

// flags returns the flags that set o.
func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("overhead", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // whoever calls Parse prints its error
	fs.Func("duration", "`time` that is measured, all workloads together (default 44s)", o.setDuration)
	fs.Func("rate", "share of the events that whit samples, `1e-06 to 1`; 0 counts only (default 0.03)", o.setRate)
	fs.Func("impl", "`list` of implementations, of none, rival (mutex and maps; in http and loop), legacy (the class\nthat whit replaces; in hub and classic) and whit (default all); without none there is no overhead to tell", o.setImpl)
	fs.Func("workload", "`name`: http, a server under load; loop, 60 ns of work and a call; hub, a message hub; classic, the\nloop that gave the figures of what whit replaces; all (default all)", o.setWorkload)
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
	if err != nil || !(p == 0 || p >= 1e-6 && p <= 1) {
		return errors.New("want a number from 1e-06 to 1, or 0")
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
	switch {
	case text == workAll:
		o.workload = allWork
	case slices.Contains(allWork, text):
		o.workload = []string{text}
	default:
		return fmt.Errorf("want one of %s, %s", strings.Join(allWork, ", "), workAll)
	}
	return nil
}
