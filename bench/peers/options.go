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
	fs := flag.NewFlagSet("peers", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // whoever calls Parse prints its error
	fs.Func("duration", "`time` that is measured, all families together (default 2m)", o.setDuration)
	fs.Func("family", "`list` of families, of count, value, timing and labelled (default all)", o.setFamily)
	fs.BoolFunc("json", "print JSON instead of tables", o.setJSON)
	fs.StringVar(&o.svg, "svg", o.svg, "write charts into `directory`, which is made if need be; none if it is empty")
	return fs
}

// usage is what -h prints.
func usage() string {
	var b strings.Builder
	b.WriteString("Peers measures whit beside the libraries that one would use instead.\n\n" +
		"Usage: go run ./bench/peers [flags]\n\n")
	o := defaults()
	fs := o.flags()
	fs.SetOutput(&b)
	fs.PrintDefaults()
	b.WriteString("\nExit status: 0; 1 if a library has counted wrong or a measurement fails; 2 for a bad flag.\n")
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

func (o *options) setFamily(text string) error {
	var chosen []subject.Family
	for name := range strings.SplitSeq(text, ",") {
		f := subject.Family(strings.TrimSpace(name))
		if !slices.Contains(subject.Families, f) || slices.Contains(chosen, f) {
			return errors.New("want one or more of count, value, timing, labelled, each once, with commas between")
		}
		chosen = append(chosen, f)
	}
	o.families = chosen
	return nil
}

func (o *options) setJSON(text string) (err error) {
	if o.json, err = strconv.ParseBool(text); err != nil {
		return errors.New("want true or false")
	}
	return nil
}

// share is the time for some of all subjects.
func (o options) share(some, all int) time.Duration {
	return o.duration * time.Duration(some) / time.Duration(max(all, 1))
}
