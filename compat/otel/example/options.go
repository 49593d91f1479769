package main

import (
	"flag"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// options are what the flags say.
type options struct {
	duration time.Duration
	interval time.Duration
	clients  int
	endpoint string
}

const (
	minTime    = 10 * time.Millisecond
	maxTime    = time.Hour
	maxClients = 1000
)

func defaults() options {
	return options{duration: 3 * time.Second, interval: time.Second, clients: 4}
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
	fs := flag.NewFlagSet("example", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // whoever calls Parse prints its error
	fs.Func("duration", "`time` that it serves (default 3s)", setTime(&o.duration))
	fs.Func("interval", "`time` from export to export (default 1s)", setTime(&o.interval))
	fs.Func("clients", "`number` of clients that make requests (default 4); 0: none", o.setClients)
	fs.Func("endpoint", "`host:port` of an OTLP receiver for gRPC without TLS (default: print to standard output)", o.setEndpoint)
	return fs
}

// usage is what -h prints.
func usage() string {
	var b strings.Builder
	b.WriteString("Example is a web server that exports what whit counts through OpenTelemetry.\n\n" +
		"Usage: go run ./compat/otel/example [flags]\n\n")
	var o options
	fs := o.flags()
	fs.SetOutput(&b)
	fs.PrintDefaults()
	b.WriteString("\nExit status: 0; 1 if it fails, or a count is off by one; 2 for a bad flag.\n")
	return b.String()
}

func setTime(to *time.Duration) func(string) error {
	return func(text string) error {
		d, err := time.ParseDuration(text)
		if err != nil || d < minTime || d > maxTime {
			return fmt.Errorf("want a time from %v to %v, such as 3s", minTime, maxTime)
		}
		*to = d
		return nil
	}
}

func (o *options) setClients(text string) error {
	var n int
	if _, err := fmt.Sscanf(text+"\n", "%d\n", &n); err != nil || n < 0 || n > maxClients {
		return fmt.Errorf("want a number from 0 to %d", maxClients)
	}
	o.clients = n
	return nil
}

func (o *options) setEndpoint(text string) error {
	if host, port, err := net.SplitHostPort(text); err != nil || host == "" || port == "" {
		return fmt.Errorf("want host:port, such as localhost:4317")
	}
	o.endpoint = text
	return nil
}
