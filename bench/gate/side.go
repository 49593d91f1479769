package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/perf/benchfmt"
)

// A side is what is compared to, or what is judged.
type side struct {
	name    string
	layouts []string // binaries
	results results
}

// sides returns base and head, with the binaries of each folder in the order of their
// names.
func sides(o options) (base, head *side, err error) {
	base, head = &side{name: "base"}, &side{name: "head"}
	if base.layouts, err = filepath.Glob(filepath.Join(o.base, "*.test")); err != nil {
		return nil, nil, err
	}
	if head.layouts, err = filepath.Glob(filepath.Join(o.head, "*.test")); err != nil {
		return nil, nil, err
	}
	if n, m := len(base.layouts), len(head.layouts); n != m || n < 2 {
		return nil, nil, fmt.Errorf("-base has %d files *.test, -head %d: want as many, and 2 at least", n, m)
	}
	return base, head, nil
}

// of returns the side with nothing measured, and only the layouts from one to another.
func (s *side) of(from, to int) *side {
	return &side{s.name, s.layouts[from:to], results{}}
}

// run runs the benchmarks of a pattern once, with a layout, and adds what they print
// to the results and to a file.
func (s *side) run(ctx context.Context, layout int, pattern string, slice time.Duration, file *os.File) error {
	binary := s.layouts[layout%len(s.layouts)]
	c := exec.CommandContext(ctx, binary, "-test.run=^$", "-test.bench="+pattern, "-test.benchtime="+slice.String())
	var stderr strings.Builder
	c.Stderr = &stderr
	text, err := c.Output()
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("%s: %w\n%s%s", binary, err, text, stderr.String())
	}
	if err := s.results.read(strings.NewReader(string(text)), binary); err != nil {
		return err
	}
	_, err = file.Write(text)
	return err
}

// pattern is that of the benchmarks of all findings, and of no others.
func pattern(findings []finding) string {
	var names []string
	for _, f := range findings { // of a benchmark they come one after the other
		base, parts := benchfmt.Name(f.name).Parts()
		levels := []string{"^Benchmark" + string(base) + "$"}
		for _, p := range parts {
			if p[0] == '/' { // what is left is the number of processors
				levels = append(levels, "^"+string(p[1:])+"$")
			}
		}
		names = append(names, strings.Join(levels, "/"))
	}
	return strings.Join(slices.Compact(names), "|")
}

// create makes the files of both sides.
func create(dir, prefix string) (base, head *os.File, err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, nil, err
	}
	base, err = os.Create(filepath.Join(dir, prefix+"base.txt"))
	if err != nil {
		return nil, nil, err
	}
	head, err = os.Create(filepath.Join(dir, prefix+"head.txt"))
	if err != nil {
		return nil, nil, errors.Join(err, base.Close())
	}
	return base, head, nil
}
