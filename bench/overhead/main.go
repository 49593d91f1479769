package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

// Exit statuses.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	c := command{implementations: implementations, stdout: os.Stdout, stderr: os.Stderr}
	status := c.run(ctx, os.Args[1:])
	stop()
	os.Exit(status)
}

// A command is one run of the program.
type command struct {
	implementations []implementation
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
	each := o.duration
	if o.http && o.loop {
		each /= 2
	}
	if o.http {
		web, err := c.web(ctx, o, each)
		if err != nil {
			return err
		}
		r.HTTP = web
	}
	if o.loop {
		loop, err := c.loop(ctx, o, each)
		if err != nil {
			return err
		}
		r.Loop = loop
	}
	return errors.Join(r.write(c.stdout, o.json), r.HTTP.off())
}
