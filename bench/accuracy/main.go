package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/whitmetrics/whit/bench/cli"
	"github.com/whitmetrics/whit/bench/show"
)

func main() { cli.Main(run) }

func run(ctx context.Context, args []string, stdout, stderr io.Writer) (status int) {
	return command.Run(args, stdout, stderr, func(o options) error {
		svg, err := cli.Create("svg", o.svg)
		if err != nil {
			return err
		}
		r, err := measure(ctx, o, show.Steps(stderr))
		if err == nil {
			err = r.write(stdout, o.json)
		}
		if err == nil {
			_, err = svg.Write(r.figure().SVG())
		}
		return errors.Join(err, svg.Close())
	})
}

// warmUp is how many windows come before the last. At a rate of 0.01 one of the default
// size does not always have the hundred samples from which whit learns the tail.
const warmUp = 2

// measure runs all trials, on one processor: then all events come to one shard, and
// the collector waits until a flush asks for it.
func measure(ctx context.Context, o options, tell func(what string, share float64)) (*report, error) {
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
				tell(d.name+" · "+rate.name, float64(done)/float64(total))
			}
			r.Results = append(r.Results, newResult(s, &t))
		}
	}
	return r, nil
}
