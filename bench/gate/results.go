package main

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"golang.org/x/perf/benchfmt"
)

// A row is one figure of one benchmark.
type row struct{ name, unit string }

// The units that are judged, as benchfmt has them.
const (
	seconds     = "sec/op"
	size        = "B/op"
	allocations = "allocs/op"
)

// results are the values of each row, in the order in which they were measured.
type results map[row][]float64

// read adds what a run of a benchmark binary has printed.
func (r results) read(text io.Reader, file string) error {
	reader := benchfmt.NewReader(text, file)
	for reader.Scan() {
		switch record := reader.Result().(type) {
		case *benchfmt.Result:
			for _, v := range record.Values {
				at := row{string(record.Name.Full()), v.Unit}
				r[at] = append(r[at], v.Value)
			}
		case *benchfmt.SyntaxError:
			return record
		}
	}
	return reader.Err()
}

// names are the benchmarks that there are results of, sorted.
func (r results) names() []string {
	seen := map[string]bool{}
	var names []string
	for at := range r {
		if !seen[at.name] {
			seen[at.name] = true
			names = append(names, at.name)
		}
	}
	slices.Sort(names)
	return names
}

var errNone = errors.New("no benchmark that both have")

// shared tells the benchmarks that both have from those that only one has.
func shared(base, head results) (both, onlyBase, onlyHead []string, err error) {
	inBase, inHead := base.names(), head.names()
	for _, name := range inBase {
		if slices.Contains(inHead, name) {
			both = append(both, name)
		} else {
			onlyBase = append(onlyBase, name)
		}
	}
	for _, name := range inHead {
		if !slices.Contains(inBase, name) {
			onlyHead = append(onlyHead, name)
		}
	}
	if len(both) == 0 {
		err = fmt.Errorf("%w: base has %v, head has %v", errNone, inBase, inHead)
	}
	return both, onlyBase, onlyHead, err
}
