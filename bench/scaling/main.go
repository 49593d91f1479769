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
		fmt.Fprintf(stderr, "scaling: %v\nRun with -h for all flags.\n", err)
		return exitUsage
	}
	svg, err := open(o.svg)
	if err != nil {
		fmt.Fprintf(stderr, "scaling: %v\n", err)
		return exitUsage
	}
	r, err := measure(ctx, o, func(what string) { fmt.Fprintln(stderr, what) })
	if err == nil {
		err = r.write(stdout, o.json)
	}
	if err == nil {
		_, err = svg.Write(r.figure().SVG())
	}
	if err = errors.Join(err, svg.Close()); err != nil {
		fmt.Fprintf(stderr, "scaling: %v\n", err)
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
