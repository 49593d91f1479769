package main

import (
	"errors"

	"github.com/whitmetrics/whit/bench/cli"
)

// outputs are the files that were asked for.
type outputs struct{ benchfmt, svg cli.Output }

func openOutputs(o options) (f outputs, err error) {
	if f.benchfmt, err = cli.Create("benchfmt", o.benchfmt); err != nil {
		return f, err
	}
	if f.svg, err = cli.Create("svg", o.svg); err != nil {
		return f, errors.Join(err, f.benchfmt.Close())
	}
	return f, nil
}

// write writes what was measured.
func (f outputs) write(m *measurement) error {
	_, err := f.svg.Write(m.curves().SVG())
	return errors.Join(m.writeBenchmarks(f.benchfmt), err)
}

func (f outputs) close() error { return errors.Join(f.benchfmt.Close(), f.svg.Close()) }
