package main

import (
	"context"
	"fmt"
	"io"

	"github.com/whitmetrics/whit/aggregate"
)

type (
	Options = options
	Report  = report
	Result  = result
	Number  = number
	Quality = quality
)

var (
	Parse    = command.Parse
	Defaults = defaults
	Percent  = percent
)

// Run runs the command as main does.
func Run(stdout, stderr io.Writer, args ...string) int {
	return run(context.Background(), args, stdout, stderr)
}

// RunUnder is Run under a context.
func RunUnder(ctx context.Context, stdout, stderr io.Writer, args ...string) int {
	return run(ctx, args, stdout, stderr)
}

// A Trial is an estimate made up by a test, beside the truth.
type Trial struct{ At, Low, High, Truth float64 }

// Judge is what trials come to.
func Judge(trials ...Trial) Quality {
	var t tally
	for _, j := range trials {
		t.add(judged{interval{j.At, j.Low, j.High}, j.Truth})
	}
	return t.quality()
}

// Naive returns the naive total of batches, each of which is samples of a metric that
// is not critical and the rate to divide it by.
func Naive(samples [][]aggregate.Sample, rates []float64) (at, low, high float64) {
	var n normal
	for i, s := range samples {
		var b batch
		for _, x := range s {
			b.addPlain(x)
		}
		n.add(b, rates[i])
	}
	i := n.interval()
	return i.at, i.low, i.high
}

// Since is what has come to an estimate since it was before.
func Since(sum, variance, sumBefore, varianceBefore float64) (at, low, high float64) {
	i := normal{sum, variance}.since(normal{sumBefore, varianceBefore}).interval()
	return i.at, i.low, i.high
}

// Table lays out rows.
func Table(rows [][]string) string { return table(rows) }

// Show writes options so that they can be compared.
func Show(o Options) string {
	var names []string
	for _, d := range o.distributions {
		names = append(names, d.name)
	}
	for _, r := range o.ratings {
		names = append(names, r.name)
	}
	o.distributions, o.ratings = nil, nil
	return fmt.Sprintf("%+v %q", o, names)
}
