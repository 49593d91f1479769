package main

import (
	"context"
	"io"

	"github.com/whitmetrics/whit/bench/cli"
)

func main() {
	cli.Main(func(ctx context.Context, args []string, stdout, stderr io.Writer) int {
		return run(ctx, args, operations, stdout, stderr)
	})
}

func run(ctx context.Context, args []string, operations []operation, stdout, stderr io.Writer) (status int) {
	return command.Run(args, stdout, stderr, func(o options) error {
		r, err := measure(ctx, o, operations, stderr)
		if err != nil {
			return err
		}
		return r.write(stdout, o.json)
	})
}
