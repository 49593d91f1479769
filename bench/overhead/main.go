package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
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
	c := command{implementations: implementations, sockets: sockets, stdout: os.Stdout, stderr: os.Stderr}
	status := c.run(ctx, os.Args[1:])
	stop()
	os.Exit(status)
}

// A command is one run of the program.
type command struct {
	implementations []implementation
	sockets         []socket
	stdout, stderr  io.Writer
}

func (c *command) run(ctx context.Context, args []string) (status int) {
	o, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(c.stdout, usage())
		return exitOK
	case err != nil:
		fmt.Fprintf(c.stderr, "overhead: %v\nRun with -h for all flags.\n", err)
		return exitUsage
	}
	p, err := openProfiles(o)
	if err != nil {
		fmt.Fprintf(c.stderr, "overhead: %v\n", err)
		return exitUsage
	}
	if err := c.profiled(ctx, o, p); err != nil {
		fmt.Fprintf(c.stderr, "overhead: %v\n", err)
		return exitFailed
	}
	return exitOK
}

// profiled measures under profiles.
func (c *command) profiled(ctx context.Context, o options, p profiles) error {
	if err := p.start(); err != nil {
		return err
	}
	err := c.measure(ctx, o)
	return errors.Join(err, p.stop())
}

// measure runs the workloads and reports. It fails if a count is not exact, after
// the report.
func (c *command) measure(ctx context.Context, o options) error {
	r := newReport(o)
	for _, step := range []func() error{
		func() error { return run(ctx, o, workHTTP, &r.HTTP, c.web) },
		func() error { return run(ctx, o, workLoop, &r.Loop, c.loop) },
		func() error { return run(ctx, o, workHub, &r.Hub, c.hub) },
		func() error { return run(ctx, o, workClassic, &r.Classic, c.classic) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return errors.Join(r.write(c.stdout, o.json), r.HTTP.off(), r.Hub.off())
}

// run runs a workload, if it was asked for.
func run[R any](ctx context.Context, o options, work string, found **R,
	workload func(context.Context, options, time.Duration) (*R, error)) (err error) {
	if o.has(work) {
		*found, err = workload(ctx, o, o.share(work))
	}
	return err
}
