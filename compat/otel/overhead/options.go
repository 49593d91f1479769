package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// options are what the flags say.
type options struct {
	pairs int
	json  bool
}

const (
	defaultPairs = 1000
	minPairs     = 80 // ten chunks: fewer make no interval
	maxPairs     = 1_000_000
)

// parse reads the flags. Its error names a flag, its value and what is allowed.
func parse(args []string) (options, error) {
	o := options{pairs: defaultPairs}
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
	fs := flag.NewFlagSet("overhead", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // whoever calls Parse prints its error
	fs.Func("pairs", fmt.Sprintf("`number` of pairs of each operation and provider, %d or more (default %d); 1000 take a minute or two", minPairs, defaultPairs), o.setPairs)
	fs.BoolFunc("json", "print JSON instead of tables", o.setJSON)
	return fs
}

// usage is what -h prints.
func usage() string {
	var b strings.Builder
	b.WriteString("Overhead shows what recording through the OpenTelemetry API costs with whit and with the SDK.\n\n" +
		"Usage: go run ./compat/otel/overhead [flags]\n\n")
	var o options
	fs := o.flags()
	fs.SetOutput(&b)
	fs.PrintDefaults()
	b.WriteString("\nExit status: 0; 1 if a measurement fails; 2 for a bad flag.\n")
	return b.String()
}

func (o *options) setPairs(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < minPairs || n > maxPairs {
		return fmt.Errorf("want a number from %d to %d", minPairs, maxPairs)
	}
	o.pairs = n
	return nil
}

func (o *options) setJSON(text string) (err error) {
	if o.json, err = strconv.ParseBool(text); err != nil {
		return errors.New("want true or false")
	}
	return nil
}
