package main

import (
	"flag"
	"fmt"
	"slices"
	"time"

	"github.com/whitmetrics/whit/bench/cli"
)

// options are what the flags and arguments say.
type options struct {
	duration time.Duration
	rate     float64
	workload []string
	json     bool
	out      string
	files    []string
}

const (
	defaultDuration = 2 * time.Minute
	minDuration     = 100 * time.Millisecond
	maxDuration     = time.Hour
	defaultRate     = 0.03

	workHTTP = "http"
	workHub  = "hub"
	workGC   = "gc"
)

var (
	allWork = []string{workHTTP, workHub, workGC}
	// limits of the share of the samples that whit may have.
	limits = map[string]float64{workHTTP: 0.01, workHub: 0.02}
)

func defaults() options {
	return options{duration: defaultDuration, rate: defaultRate, workload: allWork}
}

var command = cli.Command[options]{
	Name: "profile",
	About: "Profile shows what part of a server's processor time is whit's. Files are CPU profiles, to be read\n" +
		"instead of running the workloads.",
	Usage:   "go run ./bench/profile [flags] [file ...]",
	Exit:    "0; 1 if a measurement fails or a file cannot be read; 2 for a bad flag",
	Default: defaults,
	Flags:   (*options).flags,
	Check:   (*options).check,
}

// flags adds the flags that set o.
func (o *options) flags(fs *flag.FlagSet) {
	fs.Func("duration", "`time` under load, all workloads together (default 2m)", cli.Duration(&o.duration, minDuration, maxDuration))
	fs.Func("rate", "share of the events that whit samples, `1e-06 to 1`; 0 counts only (default 0.03)", cli.Rate(&o.rate))
	fs.Func("workload", "`name`: http, a server; hub, a message hub; gc, the collection of garbage of both; all (default all).\nWith files: http or hub, whose limit is to hold", cli.One(&o.workload, allWork))
	fs.BoolFunc("json", "print JSON instead of tables", cli.Bool(&o.json))
	fs.StringVar(&o.out, "out", "", "keep the profiles in `directory`, as http.pprof and hub.pprof")
}

// check takes the arguments for files, and refuses flags that are of no use with them.
func (o *options) check(fs *flag.FlagSet) (err error) {
	o.files = fs.Args()
	if len(o.files) == 0 {
		return nil
	}
	fs.Visit(func(f *flag.Flag) {
		if f.Name == "duration" || f.Name == "rate" || f.Name == "out" {
			err = fmt.Errorf("flag -%s with file %q: files are read, nothing is run; want -workload or -json", f.Name, o.files[0])
		}
	})
	if len(o.workload) == 1 && o.workload[0] == workGC {
		err = fmt.Errorf("-workload gc with file %q: want http or hub, whose limit is to hold", o.files[0])
	}
	return err
}

// limit is that of what is in files, if it was said.
func (o options) limit() float64 {
	if len(o.workload) == 1 {
		return limits[o.workload[0]]
	}
	return 0
}

func (o options) has(work string) bool { return slices.Contains(o.workload, work) }

// share is the time for each workload.
func (o options) share() time.Duration { return o.duration / time.Duration(len(o.workload)) }
