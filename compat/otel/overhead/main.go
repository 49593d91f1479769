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
	status := run(ctx, os.Args[1:], operations, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

func run(ctx context.Context, args []string, operations []operation, stdout, stderr io.Writer) (status int) {
	o, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, usage())
		return exitOK
	case err != nil:
		fmt.Fprintf(stderr, "overhead: %v\nRun with -h for all flags.\n", err)
		return exitUsage
	}
	r, err := measure(ctx, o, operations, progress(stderr))
	if err == nil {
		err = r.write(stdout, o.json)
	}
	if err != nil {
		fmt.Fprintf(stderr, "overhead: %v\n", err)
		return exitFailed
	}
	return exitOK
}

// progress returns a function that says now and then which share is done of what.
func progress(w io.Writer) func(what string, done, total int) {
	const every = 5 * time.Second
	start := time.Now()
	shown := start
	return func(what string, done, total int) {
		now := time.Now()
		if done < total && now.Sub(shown) < every {
			return
		}
		shown = now
		fmt.Fprintf(w, "%-24s %3.0f %%  %4.0f s\n", what, 100*float64(done)/float64(total), now.Sub(start).Seconds())
	}
}
