package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
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

func run(ctx context.Context, args []string, stdout, stderr io.Writer) (status int) {
	o, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, usage())
		return exitOK
	case err != nil:
		fmt.Fprintf(stderr, "accuracy: %v\nRun with -h for all flags.\n", err)
		return exitUsage
	}
	svg, err := open(o.svg)
	if err != nil {
		fmt.Fprintf(stderr, "accuracy: %v\n", err)
		return exitUsage
	}
	r, err := measure(ctx, o, progress(stderr))
	if err == nil {
		err = r.write(stdout, o.json)
	}
	if err == nil {
		_, err = svg.Write(r.figure().SVG())
	}
	if err = errors.Join(err, svg.Close()); err != nil {
		fmt.Fprintf(stderr, "accuracy: %v\n", err)
		return exitFailed
	}
	return exitOK
}

// open makes the file for the chart before anything is measured, so that it is known
// to be writable. Without a name it is one that keeps nothing.
func open(name string) (io.WriteCloser, error) {
	if name == "" {
		return nowhere{io.Discard}, nil
	}
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		var f *os.File
		if f, err = os.Create(name); err == nil {
			return f, nil
		}
	}
	return nil, fmt.Errorf("-svg is %s: want a file that can be written: %w", name, err)
}

type nowhere struct{ io.Writer }

func (nowhere) Close() error { return nil }

// warmUp is how many windows come before the last. At a rate of 0.01 one of the default
// size does not always have the hundred samples from which whit learns the tail.
const warmUp = 2

// measure runs all trials, on one processor: then all events come to one shard, and
// the collector waits until a flush asks for it.
func measure(ctx context.Context, o options, tell func(what string, done, total int)) (*report, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	r := &report{Events: o.n, Windows: 1, Trials: o.trials, Seed: o.seed}
	if o.warm {
		r.Windows += warmUp
	}
	done, total := 0, len(o.distributions)*len(o.ratings)*o.trials
	for _, d := range o.distributions {
		for _, rate := range o.ratings {
			s := scenario{distribution: d, rating: rate, n: o.n, windows: r.Windows, seed: o.seed}
			var t tallies
			for i := range o.trials {
				found, err := s.trial(ctx, i)
				if err != nil {
					return nil, fmt.Errorf("%s at rate %s, trial %d: %w", d.name, rate.name, i, err)
				}
				t.add(found)
				done++
				tell(d.name+" · "+rate.name, done, total)
			}
			r.Results = append(r.Results, newResult(s, &t))
		}
	}
	return r, nil
}
