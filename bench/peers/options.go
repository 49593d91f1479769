package main

import (
	"flag"
	"time"

	"github.com/whitmetrics/whit/bench/cli"
	"github.com/whitmetrics/whit/bench/peers/subject"
)

// options are what the flags say.
type options struct {
	duration time.Duration
	families []subject.Family
	json     bool
	svg      string // directory; none is written if it is empty
}

const (
	defaultDuration = 2 * time.Minute
	minDuration     = 100 * time.Millisecond
	maxDuration     = time.Hour
	defaultSVG      = "bench/out"
)

func defaults() options {
	return options{duration: defaultDuration, families: subject.Families, svg: defaultSVG}
}

var command = cli.Command[options]{
	Name:    "peers",
	About:   "Peers measures whit beside the libraries that one would use instead.",
	Usage:   "go run ./bench/peers [flags]",
	Exit:    "0; 1 if a library has counted wrong or a measurement fails; 2 for a bad flag",
	Default: defaults,
	Flags:   (*options).flags,
}

// flags adds the flags that set o.
func (o *options) flags(fs *flag.FlagSet) {
	fs.Func("duration", "`time` that is measured, all families together (default 2m)", cli.Duration(&o.duration, minDuration, maxDuration))
	fs.Func("family", "`list` of families, of count, value, timing, labelled1, labelled, labelled3, long and kept (default all)", cli.Some(&o.families, subject.Families))
	fs.BoolFunc("json", "print JSON instead of tables", cli.Bool(&o.json))
	fs.StringVar(&o.svg, "svg", o.svg, "write charts into `directory`, which is made if need be; none if it is empty")
}

// share is the time for some of all subjects.
func (o options) share(some, all int) time.Duration {
	return o.duration * time.Duration(some) / time.Duration(max(all, 1))
}
