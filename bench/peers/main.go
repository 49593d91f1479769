package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/whitmetrics/whit/bench/cli"
	"github.com/whitmetrics/whit/bench/peers/subject"
	"github.com/whitmetrics/whit/bench/show"
)

func main() {
	cli.Main(func(ctx context.Context, args []string, stdout, stderr io.Writer) int {
		b := bench{subjects: subject.All, stdout: stdout, stderr: stderr}
		return b.run(ctx, args)
	})
}

// A bench is one run of the program.
type bench struct {
	subjects       func(subject.Family) []subject.Subject
	stdout, stderr io.Writer
}

func (b *bench) run(ctx context.Context, args []string) (status int) {
	return command.Run(args, b.stdout, b.stderr, func(o options) error { return b.measure(ctx, o) })
}

// measure measures, and reports.
func (b *bench) measure(ctx context.Context, o options) error {
	r := newReport(o)
	charts, err := r.open(o.svg)
	if err != nil {
		return err
	}
	if err := b.fill(ctx, o, r); err != nil {
		return errors.Join(err, charts.close())
	}
	return errors.Join(r.write(b.stdout, o.json), charts.draw(r))
}

// fill checks and measures the families.
func (b *bench) fill(ctx context.Context, o options, r *report) error {
	subjects, all := make([][]subject.Subject, len(o.families)), 0
	for k, f := range o.families {
		subjects[k] = b.subjects(f)
		all += len(subjects[k])
		if err := check(ctx, subjects[k], show.Progress(b.stderr, string(f)+", checked")); err != nil {
			return err
		}
	}
	for k, f := range o.families {
		m := measurement{family: f, subjects: subjects[k], seed: seed, stderr: b.stderr}
		m.duration = o.share(len(subjects[k]), all)
		found, err := m.run(ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
		r.Families = append(r.Families, found)
	}
	return nil
}

// seed of all random orders.
const seed = 1

// check checks that each subject counts right.
func check(ctx context.Context, subjects []subject.Subject, tell func(float64)) error {
	var faults []error
	for k, s := range subjects {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		faults = append(faults, s.Check(ctx))
		tell(float64(k+1) / float64(len(subjects)))
	}
	return errors.Join(faults...)
}
