package main

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/whitmetrics/whit/bench/cli"
	"github.com/whitmetrics/whit/bench/workload/web"
	"github.com/whitmetrics/whit/compat"
)

func main() {
	cli.Main(func(ctx context.Context, args []string, stdout, stderr io.Writer) int {
		b := bench{implementations: implementations, sockets: sockets, stdout: stdout, stderr: stderr}
		return b.run(ctx, args)
	})
}

// A bench is one run of the program.
type bench struct {
	implementations []implementation[web.Implementation]
	sockets         []implementation[compat.WebSocketMetrics]
	stdout, stderr  io.Writer
}

func (b *bench) run(ctx context.Context, args []string) (status int) {
	return command.Run(args, b.stdout, b.stderr, func(o options) error {
		p, err := openProfiles(o)
		if err != nil {
			return err
		}
		return b.profiled(ctx, o, p)
	})
}

// profiled measures under profiles.
func (b *bench) profiled(ctx context.Context, o options, p profiles) error {
	if err := p.start(); err != nil {
		return err
	}
	err := b.measure(ctx, o)
	return errors.Join(err, p.stop())
}

// measure runs the workloads and reports. It fails if a count is not exact, after
// the report.
func (b *bench) measure(ctx context.Context, o options) error {
	r := newReport(o)
	for _, step := range []func() error{
		func() error { return run(ctx, o, workHTTP, &r.HTTP, b.web) },
		func() error { return run(ctx, o, workLoop, &r.Loop, b.loop) },
		func() error { return run(ctx, o, workHub, &r.Hub, b.hub) },
		func() error { return run(ctx, o, workClassic, &r.Classic, b.classic) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return errors.Join(r.write(b.stdout, o.json), r.HTTP.off(), r.Hub.off())
}

// run runs a workload, if it was asked for.
func run[R any](ctx context.Context, o options, work string, found **R,
	workload func(context.Context, options, time.Duration) (*R, error)) (err error) {
	if o.has(work) {
		*found, err = workload(ctx, o, o.share(work))
	}
	return err
}
