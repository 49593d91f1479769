package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/whitmetrics/whit/bench/cli"
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

func defaults() options {
	return options{duration: defaultDuration, rate: defaultRate, impl: allImpl, workload: allWork}
}

var command = cli.Command[options]{
	Name:    "overhead",
	About:   "Overhead shows what metrics cost a server, and whether their totals are true.",
	Usage:   "go run ./bench/overhead [flags]",
	Exit:    "0; 1 if a count is off by one or a measurement fails; 2 for a bad flag",
	Default: defaults,
	Flags:   (*options).flags,
	Check: func(o *options, fs *flag.FlagSet) error {
		if err := cli.NoArguments(fs); err != nil {
			return err
		}
		return o.match()
	},
}

// flags adds the flags that set o.
func (o *options) flags(fs *flag.FlagSet) {
	fs.Func("duration", "`time` that is measured, all workloads together (default 44s)", cli.Duration(&o.duration, minDuration, maxDuration))
	fs.Func("rate", "share of the events that whit samples, `1e-06 to 1`; 0 counts only (default 0.03)", cli.Rate(&o.rate))
	fs.Func("impl", "`list` of implementations, of none, rival (mutex and maps; in http and loop), legacy (the class\nthat whit replaces; in hub and classic) and whit (default all); without none there is no overhead to tell", cli.Some(&o.impl, allImpl))
	fs.Func("workload", "`name`: http, a server under load; loop, 60 ns of work and a call; hub, a message hub; classic, the\nloop that gave the figures of what whit replaces; all (default all)", cli.One(&o.workload, allWork))
	fs.BoolFunc("json", "print JSON instead of tables", cli.Bool(&o.json))
	fs.StringVar(&o.cpuProfile, "cpuprofile", "", "write a CPU profile to `file`, for go tool pprof")
	fs.StringVar(&o.memProfile, "memprofile", "", "write a profile of all allocations to `file`")
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
