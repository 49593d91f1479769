package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"time"
)

// Exit statuses.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// options are what the flags say.
type options struct {
	addr     string
	duration time.Duration
	load     int
}

const maxLoad = 1_000_000

// parse reads the flags. Its error names a flag, its value and what is allowed.
func parse(args []string, usage io.Writer) (options, error) {
	var o options
	fs := flag.NewFlagSet("example", flag.ContinueOnError)
	fs.SetOutput(usage)
	fs.StringVar(&o.addr, "addr", "127.0.0.1:9464", "`address` to serve at; port 0 for any that is free")
	fs.DurationVar(&o.duration, "duration", 0, "time to serve; 0 for until interrupted")
	fs.IntVar(&o.load, "load", 1000, "orders a second that the server makes itself; 0 for none")
	if err := fs.Parse(args); err != nil {
		return o, err
	}
	switch {
	case fs.NArg() > 0:
		return o, fmt.Errorf("argument %q: want flags only", fs.Arg(0))
	case o.duration < 0:
		return o, fmt.Errorf("-duration %v: want 0 or more", o.duration)
	case o.load < 0 || o.load > maxLoad:
		return o, fmt.Errorf("-load %d: want 0 to %d", o.load, maxLoad)
	}
	return o, nil
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) (status int) {
	o, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitOK
	case err != nil:
		fmt.Fprintf(stderr, "example: %v\nRun with -h for all flags.\n", err)
		return exitUsage
	}
	if o.duration > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, o.duration)
		defer cancel()
	}
	if err := serve(ctx, o, stdout); err != nil {
		fmt.Fprintf(stderr, "example: %v\n", err)
		return exitFailed
	}
	return exitOK
}

// serve serves until ctx ends.
func serve(ctx context.Context, o options, stdout io.Writer) error {
	s, err := newShop()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", o.addr)
	if err != nil {
		return errors.Join(err, s.stop())
	}
	ctx, cancel := context.WithCancel(ctx) // a server that fails ends the load, too
	defer cancel()
	fmt.Fprintf(stdout, "http://%v/metrics\n", listener.Addr())
	server := &http.Server{Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second}
	served, loaded := make(chan error, 1), make(chan struct{})
	go func() { served <- server.Serve(listener) }()
	go func() { s.load(ctx, o.load); close(loaded) }()
	select {
	case err = <-served:
	case <-ctx.Done():
		err = server.Close()
		<-served
	}
	cancel()
	<-loaded
	return errors.Join(err, s.stop())
}
