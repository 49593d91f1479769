package main

import (
	"context"
	"errors"
	"io"

	"github.com/whitmetrics/whit/bench/cli"
	"github.com/whitmetrics/whit/bench/show"
)

func main() { cli.Main(run) }

func run(ctx context.Context, args []string, stdout, stderr io.Writer) (status int) {
	return command.Run(args, stdout, stderr, func(o options) error {
		files, err := openOutputs(o)
		if err != nil {
			return err
		}
		m, err := measure(ctx, o, show.Progress(stderr, "latency"))
		if err == nil {
			err = errors.Join(newReport(o, m).write(stdout, o.json), files.write(m))
		}
		return errors.Join(err, files.close())
	})
}
