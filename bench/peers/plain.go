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

// hindered is how many times as long work that shares nothing may take on all processors
// at once. It takes twice as long where two virtual processors take turns.
const hindered = 1.5

// controlled is how much work that is, some 0.4 ms.
const controlled = 8000

// plainTimes are what events take with nothing between them.
type plainTimes struct {
	points [][]point // of the instances, by number of goroutines
	atOnce float64   // the share of rounds in which the processors were there at once
}

// plain times events with nothing between them, for the time d. On more than one
// goroutine only rounds count in which the processors were there at once.
func (m measurement) plain(ctx context.Context, d time.Duration, instances []*subject.Instance) (plainTimes, error) {
	tell := show.Progress(m.stderr, string(m.family)+", goroutines")
	defer tell(1)
	procs := runtime.GOMAXPROCS(0)
	counts := goroutineCounts(procs)
	rounds := make([][][]float64, len(instances)) // by instance, by count
	events := make([]int, len(instances))
	for k, i := range instances {
		rounds[k] = make([][]float64, len(counts))
		events[k] = calibrate(i)
	}
	work := &subject.Instance{Run: func(_ subject.Work, n int) { subject.Short.Run(n) }}
	turns, kept := 0, 0
	rng := rand.New(rand.NewPCG(m.seed, 2))
	for start := time.Now(); ; {
		for _, k := range rng.Perm(len(instances)) {
			if ctx.Err() != nil {
				return plainTimes{}, context.Cause(ctx)
			}
			runtime.GC() // not one that others have made due
			there := timed(work, controlled, procs) <= hindered*timed(work, controlled, 1)
			turns++
			if there {
				kept++
			}
			for c, g := range counts {
				if ns := timed(instances[k], events[k], g); there || g == 1 {
					rounds[k][c] = append(rounds[k][c], ns)
				}
			}
			tell(min(float64(time.Since(start))/float64(d), 0.99))
		}
		if time.Since(start) >= d {
			return plainTimes{m.medians(counts, rounds), float64(kept) / float64(turns)}, nil
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

func (m measurement) medians(counts []int, rounds [][][]float64) [][]point {
	all := make([][]point, len(rounds))
	for k := range rounds {
		for c, g := range counts {
			median, low, high := meter.Median(rounds[k][c], m.seed)
			all[k] = append(all[k], point{g, interval{number(median), number(low), number(high)}})
		}
	}
	return all
}
