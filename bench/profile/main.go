package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/google/pprof/profile"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/cli"
	"github.com/whitmetrics/whit/bench/show"
)

func main() { cli.Main(run) }

func run(ctx context.Context, args []string, stdout, stderr io.Writer) (status int) {
	return command.Run(args, stdout, stderr, func(o options) (err error) {
		r := newReport(o)
		kept, err := o.create()
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, kept.close()) }()
		if len(o.files) > 0 {
			err = r.read(o)
		} else {
			err = r.measure(ctx, o, kept, stderr)
		}
		if err != nil {
			return err
		}
		return r.write(stdout, o.json)
	})
}

// read reads the files.
func (r *report) read(o options) error {
	for _, name := range o.files {
		text, err := os.ReadFile(name)
		if err == nil {
			err = r.add(name, text, o.limit())
		}
		if err != nil {
			return fmt.Errorf("file %q: want a CPU profile: %w", name, err)
		}
	}
	return nil
}

// measure runs the workloads.
func (r *report) measure(ctx context.Context, o options, kept profiles, stderr io.Writer) error {
	// At a rate of 0 whit samples nothing, and adapts to the load as it does by default.
	c := whit.Config{SampleRate: o.rate, CountsOnly: o.rate == 0}
	for _, work := range []string{workHTTP, workHub} {
		if !o.has(work) {
			continue
		}
		text, err := take(ctx, work, c, o.share(), show.Progress(stderr, work))
		if err == nil {
			err = r.add(work, text, limits[work])
		}
		if err == nil {
			_, err = kept[work].Write(text)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", work, err)
		}
	}
	if !o.has(workGC) {
		return nil
	}
	for _, work := range []string{workHTTP, workHub} {
		g, err := collect(ctx, work, c, o.share()/2, show.Progress(stderr, "gc, "+work))
		if err != nil {
			return fmt.Errorf("gc, %s: %w", work, err)
		}
		r.GC = append(r.GC, *g)
	}
	return nil
}

// profiles are the files that profiles are kept in, by workload.
type profiles map[string]cli.Output

// create makes the files that were asked for.
func (o options) create() (profiles, error) {
	kept := profiles{}
	for _, work := range []string{workHTTP, workHub} {
		if o.out == "" || !o.has(work) {
			continue
		}
		file, err := cli.Create("out", filepath.Join(o.out, work+".pprof"))
		if err != nil {
			return nil, errors.Join(err, kept.close())
		}
		kept[work] = file
	}
	return kept, nil
}

func (p profiles) close() (err error) {
	for _, file := range p {
		err = errors.Join(err, file.Close())
	}
	return err
}

// add adds what a profile says.
func (r *report) add(name string, text []byte, limit float64) error {
	p, err := profile.ParseData(text)
	if err != nil {
		return err
	}
	a, err := attribute(p)
	if err != nil {
		return err
	}
	r.Profiles = append(r.Profiles, newProfileReport(name, a, limit))
	return nil
}
