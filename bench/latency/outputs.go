package main

import (
	"errors"
	"fmt"
	"os"
)

// outputs are the files that were asked for, nil for those that were not.
type outputs struct{ benchfmt, svg *os.File }

// openOutputs makes the files, so that a run does not fail at its end for want of one.
func openOutputs(o options) (f outputs, err error) {
	if f.benchfmt, err = create("benchfmt", o.benchfmt); err != nil {
		return f, err
	}
	if f.svg, err = create("svg", o.svg); err != nil {
		f.benchfmt.Close() // of nil too, without effect
	}
	return f, err
}

func create(option, name string) (*os.File, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Create(name)
	if err != nil {
		return nil, fmt.Errorf("invalid value %q for flag -%s: want a file that can be written: %w", name, option, err)
	}
	return f, nil
}

// write writes what was measured.
func (f outputs) write(m *measurement) (err error) {
	if f.benchfmt != nil {
		err = m.writeBenchmarks(f.benchfmt)
	}
	if f.svg != nil {
		_, fault := f.svg.Write(m.curves().SVG())
		err = errors.Join(err, fault)
	}
	return err
}

func (f outputs) close() (err error) {
	for _, file := range []*os.File{f.benchfmt, f.svg} {
		if file != nil {
			err = errors.Join(err, file.Close())
		}
	}
	return err
}
