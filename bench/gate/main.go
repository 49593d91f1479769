package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/whitmetrics/whit/bench/cli"
)

func main() { cli.Main(run) }

// run fails if a benchmark is worse; if there is nothing to judge it is misused.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) (status int) {
	return command.Run(args, stdout, stderr, func(o options) error {
		err := limited(ctx, o, stdout)
		if err != nil && !errors.Is(err, errWorse) {
			return cli.Misuse(err)
		}
		return err
	})
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
	suspects, unclear, err := judge(first.base.results, first.head.results, half, suspicion)
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
	return second.confirm(ctx, o, max(4*rounds, leastConfirm), suspects, stdout)
}

// leastConfirm is so many rounds that suspects which are worse come well under alpha.
const leastConfirm = 100

// confirm measures the suspects, for so many rounds at most. It fails with errWorse if one is found again.
func (m measurement) confirm(ctx context.Context, o options, most int, suspects []finding, stdout io.Writer) error {
	rounds, err := m.run(ctx, o.out, "confirm-", o.duration/2, most)
	if err != nil {
		return err
	}
	again, _, err := judge(m.base.results, m.head.results, len(m.base.layouts), alpha)
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
