package main

import (
	"flag"
	"fmt"

	"github.com/whitmetrics/whit/bench/cli"
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

var command = cli.Command[options]{
	Name:    "overhead",
	About:   "Overhead shows what recording through the OpenTelemetry API costs with whit and with the SDK.",
	Usage:   "go run ./compat/otel/overhead [flags]",
	Exit:    "0; 1 if a measurement fails; 2 for a bad flag",
	Default: func() options { return options{pairs: defaultPairs} },
	Flags:   (*options).flags,
}

// flags adds the flags that set o.
func (o *options) flags(fs *flag.FlagSet) {
	fs.Func("pairs", fmt.Sprintf("`number` of pairs of each operation and provider, %d or more (default %d); 1000 take a minute or two", minPairs, defaultPairs), cli.Int(&o.pairs, minPairs, maxPairs))
	fs.BoolFunc("json", "print JSON instead of tables", cli.Bool(&o.json))
}
