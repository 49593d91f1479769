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
	workAll  = "all"
)

var (
	allWork = []string{workHTTP, workHub, workGC}
	// limits of the share of the samples that whit may have.
	limits = map[string]float64{workHTTP: 0.01, workHub: 0.02}
)

func defaults() options {
	return options{duration: defaultDuration, rate: defaultRate, workload: allWork}
}

// parse reads the flags. Its error names a flag, its value and what is allowed.
func parse(args []string) (options, error) {
	o := defaults()
	fs := o.flags()
	if err := fs.Parse(args); err != nil {
		return o, err
	}
	o.files = fs.Args()
	if len(o.files) == 0 {
		return o, nil
	}
	var err error
	fs.Visit(func(f *flag.Flag) {
		if f.Name == "duration" || f.Name == "rate" || f.Name == "out" {
			err = fmt.Errorf("flag -%s with file %q: files are read, nothing is run; want -workload or -json", f.Name, o.files[0])
		}
	})
	if len(o.workload) == 1 && o.workload[0] == workGC {
		err = fmt.Errorf("-workload gc with file %q: want http or hub, whose limit is to hold", o.files[0])
	}
	return o, err
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

func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("profile", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // whoever calls Parse prints its error
	fs.Func("duration", "`time` under load, all workloads together (default 2m)", o.setDuration)
	fs.Func("rate", "share of the events that whit samples, `1e-06 to 1`; 0 counts only (default 0.03)", o.setRate)
	fs.Func("workload", "`name`: http, a server; hub, a message hub; gc, the collection of garbage of both; all (default all).\nWith files: http or hub, whose limit is to hold", o.setWorkload)
	fs.BoolFunc("json", "print JSON instead of tables", o.setJSON)
	fs.StringVar(&o.out, "out", "", "keep the profiles in `directory`, as http.pprof and hub.pprof")
	return fs
}

// usage is what -h prints.
func usage() string {
	var b strings.Builder
	b.WriteString("Profile shows what part of a server's processor time is whit's.\n\n" +
		"Usage: go run ./bench/profile [flags] [file ...]\n\n")
	o := defaults()
	fs := o.flags()
	fs.SetOutput(&b)
	fs.PrintDefaults()
	b.WriteString("\nFiles are CPU profiles, to be read instead of running the workloads.\n" +
		"Exit status: 0; 1 if a measurement fails or a file cannot be read; 2 for a bad flag.\n")
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

func (o *options) setJSON(text string) (err error) {
	if o.json, err = strconv.ParseBool(text); err != nil {
		return errors.New("want true or false")
	}
	return nil
}
