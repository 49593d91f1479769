//go:build !windows

package meter_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"

	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/work"
)

// An atomic counter in the midst of work, and the null beside it. Measure it
// with the default number of pairs; this is a short run.
func ExampleMeasure() {
	var requests atomic.Int64
	base := func(n int) {
		var buf [48]byte
		var sum uint64
		for range n {
			sum = work.FNV(sum, &buf)
		}
		runtime.KeepAlive(sum)
	}
	null := func(n int) {
		var buf [48]byte
		var sum uint64
		for range n {
			sum = work.FNVCopy(sum, &buf)
		}
		runtime.KeepAlive(sum)
	}
	counted := func(n int) {
		var buf [48]byte
		var sum uint64
		for range n {
			sum = work.FNV(sum, &buf)
			requests.Add(1)
		}
		runtime.KeepAlive(sum)
	}
	results, err := meter.Measure(context.Background(), meter.Config{Pairs: 100},
		meter.Subject{Name: "null", Base: base, With: null},
		meter.Subject{Name: "atomic", Base: base, With: counted},
	)
	for _, r := range results {
		fmt.Println(r.Name, r.All.Pairs, r.All.Low <= r.All.Overhead)
	}
	fmt.Println(err)
	// Output:
	// null 100 true
	// atomic 100 true
	// <nil>
}

func ExampleErrNoWork() {
	nothing := func(int) {}
	_, err := meter.Measure(context.Background(), meter.Config{},
		meter.Subject{Base: nothing, With: nothing})
	fmt.Println(errors.Is(err, meter.ErrNoWork))
	// Output: true
}
