package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/whitmetrics/whit/bench/peers/subject"
	"github.com/whitmetrics/whit/bench/show"
)

// Exit statuses.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	c := command{subjects: subject.All, stdout: os.Stdout, stderr: os.Stderr}
	status := c.run(ctx, os.Args[1:])
	stop()
	os.Exit(status)
}

// A command is one run of the program.
type command struct {
	subjects       func(subject.Family) []subject.Subject
	stdout, stderr io.Writer
}

func (c *command) run(ctx context.Context, args []string) (status int) {
	o, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(c.stdout, usage())
		return exitOK
	case err != nil:
		fmt.Fprintf(c.stderr, "peers: %v\nRun with -h for all flags.\n", err)
		return exitUsage
	}
	if err := c.measure(ctx, o); err != nil {
		fmt.Fprintf(c.stderr, "peers: %v\n", err)
		return exitFailed
	}
	return exitOK
}

// measure checks and measures the families, and reports.
func (c *command) measure(ctx context.Context, o options) error {
	r := newReport(o)
	subjects, all := make([][]subject.Subject, len(o.families)), 0
	for k, f := range o.families {
		subjects[k] = c.subjects(f)
		all += len(subjects[k])
		if err := check(ctx, subjects[k], show.Progress(c.stderr, string(f)+", checked")); err != nil {
			return err
		}
	}
	for k, f := range o.families {
		m := measurement{family: f, subjects: subjects[k], seed: seed, stderr: c.stderr}
		m.duration = o.share(len(subjects[k]), all)
		found, err := m.run(ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
		r.Families = append(r.Families, found)
	}
	if err := r.draw(o.svg); err != nil {
		return err
	}
	return r.write(c.stdout, o.json)
}

// seed of all random orders.
const seed = 1

// check checks that each subject counts right.
func check(ctx context.Context, subjects []subject.Subject, tell func(float64)) error {
	var faults []error
	for k, s := range subjects {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		faults = append(faults, s.Check(ctx))
		tell(float64(k+1) / float64(len(subjects)))
	}
	return errors.Join(faults...)
}
