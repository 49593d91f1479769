package main

import (
	"context"
	"fmt"
	"runtime"
)

// The numbers that stay while the other varies, if they are among those asked for.
const (
	fixedProcs   = 4
	fixedMetrics = 100
)

// measure visits all places: each GOMAXPROCS, each number of metrics, and some where
// both are large, to the last of which the models are not fitted.
func measure(ctx context.Context, o options, tell func(string)) (*report, error) {
	r := newReport(o)
	reference, err := newLoad(runtime.NumCPU(), r.FixedMetrics, o.events)
	if err != nil {
		return nil, err
	}
	defer reference.stop(ctx)
	see := func(procs, metrics int) (place, error) {
		tell(fmt.Sprintf("GOMAXPROCS %d, %d metrics", procs, metrics))
		p, err := visit(ctx, procs, metrics, o.repeat)
		if err == nil {
			err = p.relate(ctx, reference, o.repeat)
		}
		return p, err
	}
	sweep := func(places *[]place, procs, metrics []int) error {
		for _, p := range procs {
			for _, m := range metrics {
				found, err := see(p, m)
				if err != nil {
					return err
				}
				*places = append(*places, found)
			}
		}
		return nil
	}
	if err := sweep(&r.ByProcs, o.procs, []int{r.FixedMetrics}); err != nil {
		return nil, err
	}
	if err := sweep(&r.ByMetrics, []int{r.FixedProcs}, o.metrics); err != nil {
		return nil, err
	}
	// Without these nothing would tell a term of both from terms of one.
	if err := sweep(&r.ByBoth, upper(o.procs), upper(o.metrics)); err != nil {
		return nil, err
	}
	r.IncNS, r.RecordNS = repeated(reference.inc, o.repeat), repeated(reference.record, o.repeat)
	r.fit()
	return r, nil
}

func repeated(f func() (float64, int), repeat int) float64 {
	var all []float64
	for range repeat {
		ns, _ := f()
		all = append(all, ns)
	}
	return median(all)
}

// upper is the middle of a list and what lies between that and its end.
func upper(list []int) []int { return []int{list[len(list)/2], list[len(list)*3/4]} }
