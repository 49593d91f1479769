package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

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
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) (status int) {
	o, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage())
		return exitOK
	}
	var files outputs
	if err == nil {
		files, err = openOutputs(o)
	}
	if err != nil {
		fmt.Fprintf(stderr, "latency: %v\nRun with -h for all flags.\n", err)
		return exitUsage
	}
	m, err := measure(ctx, o, show.Progress(stderr, "latency"))
	if err == nil {
		err = errors.Join(newReport(o, m).write(stdout, o.json), files.write(m))
	}
	if err = errors.Join(err, files.close()); err != nil {
		fmt.Fprintf(stderr, "latency: %v\n", err)
		return exitFailed
	}
	return exitOK
}
