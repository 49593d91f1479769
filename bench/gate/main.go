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
	exitOK       = 0
	exitWorse    = 1
	exitUnjudged = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := run(ctx, os.Stdout, os.Stderr, os.Args[1:])
	stop()
	os.Exit(status)
}

func run(ctx context.Context, stdout, stderr io.Writer, args []string) (status int) {
	o, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		usage(stdout)
		return exitOK
	case err == nil:
		err = limited(ctx, o, stdout)
	}
	switch {
	case errors.Is(err, errWorse):
		return exitWorse
	case err != nil:
		fmt.Fprintf(stderr, "gate: %v\n", err)
		return exitUnjudged
	}
	return exitOK
}

func limited(ctx context.Context, o options, stdout io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, o.limit)
	defer cancel()
	err := gate(ctx, o, stdout)
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("not done within %v: %w", o.limit, err)
	}
	return err
}

// gate measures, suspects, measures the suspects again on the other layouts, and says
// what it has found.
func gate(ctx context.Context, o options, stdout io.Writer) error {
	base, head, err := sides(o)
	if err != nil {
		return err
	}
	half, all := len(base.layouts)/2, len(base.layouts)
	first := measurement{base.of(0, half), head.of(0, half), o.bench, o.slice}
	rounds, err := first.run(ctx, o.out, "", o.duration, maxRounds)
	if err != nil {
		return err
	}
	_, onlyBase, onlyHead, err := shared(first.base.results, first.head.results)
	if err != nil {
		return err
	}
	list(stdout, "Only in base, not judged", onlyBase)
	list(stdout, "Only in head, not judged", onlyHead)
	suspects, unclear, err := judge(first.base.results, first.head.results)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%d rounds\n", rounds)
	list(stdout, fmt.Sprintf("Too noisy to rule out %.0f %%", 100*(slower-1)), unclear)
	if len(suspects) == 0 {
		fmt.Fprintf(stdout, "No benchmark is significantly over %.0f %% slower, or allocates more.\n", 100*(slower-1))
		return nil
	}
	list(stdout, "Suspected, and measured again", suspects)
	second := measurement{base.of(half, all), head.of(half, all), pattern(suspects), o.slice}
	return second.confirm(ctx, o, rounds, suspects, stdout)
}

// confirm measures the suspects. It fails with errWorse if one is found again.
func (m measurement) confirm(ctx context.Context, o options, most int, suspects []finding, stdout io.Writer) error {
	rounds, err := m.run(ctx, o.out, "confirm-", o.duration/2, most)
	if err != nil {
		return err
	}
	again, _, err := judge(m.base.results, m.head.results)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%d rounds more\n", rounds)
	worse := confirmed(suspects, again)
	if len(worse) == 0 {
		fmt.Fprintln(stdout, "None was confirmed.")
		return nil
	}
	list(stdout, "WORSE", worse)
	return errWorse
}

// list prints a title and a line for each of the items, if there are any.
func list[T any](w io.Writer, title string, items []T) {
	if len(items) == 0 {
		return
	}
	fmt.Fprintln(w, title+":")
	for _, item := range items {
		fmt.Fprintf(w, "  %v\n", item)
	}
}
