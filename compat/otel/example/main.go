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
		fmt.Fprintf(stderr, "example: %v\nRun with -h for all flags.\n", err)
		return exitUsage
	}
	if err := serve(ctx, o, stdout, stderr); err != nil {
		fmt.Fprintf(stderr, "example: %v\n", err)
		return exitFailed
	}
	return exitOK
}

// serve serves for the duration, or until ctx ends, and then exports what there is.
func serve(ctx context.Context, o options, stdout, stderr io.Writer) error {
	provider, exported, err := provide(ctx, o, stdout)
	if err != nil {
		return err
	}
	answered, err := answer(ctx, o, stderr)
	// ctx may have ended, and there is something to export still.
	err = errors.Join(err, provider.Shutdown(context.WithoutCancel(ctx)))
	if err != nil {
		return err
	}
	if n := exported.requests.Load(); o.clients > 0 && n != answered {
		return fmt.Errorf("exported %d requests: want %d, which were answered", n, answered)
	}
	fmt.Fprintf(stderr, "%d requests answered, %d exported\n", answered, exported.requests.Load())
	return nil
}

// answer serves clients and returns how many requests they had answered.
func answer(ctx context.Context, o options, stderr io.Writer) (answered int64, err error) {
	s, err := newServer()
	if err != nil {
		return 0, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	h := &http.Server{Handler: s.routes()}
	served := make(chan error, 1)
	go func() { served <- h.Serve(listener) }()
	url := "http://" + listener.Addr().String()
	fmt.Fprintf(stderr, "serving %s/orders and %s/items for %v\n", url, url, o.duration)

	ctx, cancel := context.WithTimeout(ctx, o.duration)
	defer cancel()
	answered, err = visit(ctx, url, o.clients)
	// Shutdown waits for the handlers: what was answered is counted when it returns.
	err = errors.Join(err, h.Shutdown(context.WithoutCancel(ctx)))
	if e := <-served; !errors.Is(e, http.ErrServerClosed) {
		err = errors.Join(err, e)
	}
	return answered, err
}
