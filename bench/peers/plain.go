package main

import (
	"context"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/peers/subject"
	"github.com/whitmetrics/whit/bench/show"
)

// plainTime is about what a block of events takes on one goroutine: long against the
// start of goroutines.
const plainTime = 2 * time.Millisecond

// goroutineCounts are those that events are timed on: one, one for each processor, eight
// for each, and powers of two between.
func goroutineCounts(procs int) []int {
	counts := []int{1, procs, 8 * procs}
	for g := 2; g < 8*procs; g *= 2 {
		counts = append(counts, g)
	}
	slices.Sort(counts)
	return slices.Compact(counts)
}

// plain times events with nothing between them, for the time d, and returns for each
// instance the median of its rounds by number of goroutines.
func (m measurement) plain(ctx context.Context, d time.Duration, instances []*subject.Instance) ([][]point, error) {
	tell := show.Progress(m.stderr, string(m.family)+", goroutines")
	defer tell(1)
	counts := goroutineCounts(runtime.GOMAXPROCS(0))
	rounds := make([][][]float64, len(instances)) // by instance, by count
	events := make([]int, len(instances))
	for k, i := range instances {
		rounds[k] = make([][]float64, len(counts))
		events[k] = calibrate(i)
	}
	rng := rand.New(rand.NewPCG(m.seed, 2))
	for start := time.Now(); ; {
		for _, k := range rng.Perm(len(instances)) {
			if ctx.Err() != nil {
				return nil, context.Cause(ctx)
			}
			runtime.GC() // not one that others have made due
			for c, g := range counts {
				rounds[k][c] = append(rounds[k][c], timed(instances[k], events[k], g))
			}
			tell(min(float64(time.Since(start))/float64(d), 0.99))
		}
		if time.Since(start) >= d {
			return medians(counts, rounds), nil
		}
	}
}

// calibrate returns how many events take about plainTime on one goroutine.
func calibrate(i *subject.Instance) int {
	for n := 64; ; n *= 2 {
		start := time.Now()
		i.Run(subject.Nothing, n)
		if took := time.Since(start); took >= plainTime/2 {
			return max(64, int(float64(n)*float64(plainTime)/float64(took)))
		}
	}
}

// timed runs n events for each processor that g goroutines can keep busy, and returns the
// processor's time of one, in ns: the same on all numbers of goroutines, as long as they
// do not hinder one another.
func timed(i *subject.Instance, n, g int) float64 {
	procs := min(g, runtime.GOMAXPROCS(0))
	each := max(n*procs/g, 1)
	var arrived, begun atomic.Int64 // begun is when the last one arrived, since start
	start := time.Now()
	var done sync.WaitGroup
	for range g {
		done.Go(func() {
			if arrived.Add(1) == int64(g) {
				begun.Store(int64(time.Since(start)))
			}
			// They begin within nanoseconds, on all processors; a wake-up takes microseconds.
			for spins := 1; begun.Load() == 0; spins++ {
				if spins%1000 == 0 || g > procs {
					runtime.Gosched()
				}
			}
			i.Run(subject.Nothing, each)
		})
	}
	done.Wait()
	took := time.Since(start) - time.Duration(begun.Load())
	return float64(took) * float64(procs) / float64(each*g)
}

func medians(counts []int, rounds [][][]float64) [][]point {
	all := make([][]point, len(rounds))
	for k := range rounds {
		for c, g := range counts {
			slices.Sort(rounds[k][c])
			all[k] = append(all[k], point{g, number(meter.Quantile(rounds[k][c], 0.5))})
		}
	}
	return all
}
