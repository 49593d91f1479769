package main

import (
	"fmt"
	"io"
	"runtime"
	"strings"

	"golang.org/x/perf/benchfmt"
)

// writeBenchmarks writes a result per implementation and round in the format of Go's
// benchmarks, percentiles in seconds: benchstat -col /impl compares them.
func (m *measurement) writeBenchmarks(w io.Writer) error {
	writer := benchfmt.NewWriter(w)
	config := []benchfmt.Config{
		{Key: "goos", Value: []byte(runtime.GOOS), File: true},
		{Key: "goarch", Value: []byte(runtime.GOARCH), File: true},
		{Key: "pkg", Value: []byte("github.com/whitmetrics/whit/bench/latency"), File: true},
	}
	for _, f := range m.found {
		name := fmt.Sprintf("HTTP/impl=%s-%d", strings.ReplaceAll(f.name, " ", "_"), runtime.GOMAXPROCS(0))
		for round, row := range f.quantiles {
			r := &benchfmt.Result{Config: config, Name: benchfmt.Name(name), Iters: int(f.requests[round])}
			for i, q := range quantiles {
				r.Values = append(r.Values, benchfmt.Value{Value: row[i], Unit: q.name + "-sec"})
			}
			if err := writer.Write(r); err != nil {
				return err
			}
		}
	}
	return nil
}
