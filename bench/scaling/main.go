package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/whitmetrics/whit/bench/cli"
)

func main() { cli.Main(run) }

func run(ctx context.Context, args []string, stdout, stderr io.Writer) (status int) {
	return command.Run(args, stdout, stderr, func(o options) error {
		svg, err := cli.Create("svg", o.svg)
		if err != nil {
			return err
		}
		r, err := measure(ctx, o, func(what string) { fmt.Fprintln(stderr, what) })
		if err == nil {
			err = r.write(stdout, o.json)
		}
		if err == nil {
			_, err = svg.Write(r.figure().SVG())
		}
		return errors.Join(err, svg.Close())
	})
}
