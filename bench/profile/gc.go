package main

import (
	"context"
	"math"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/show"
	"github.com/whitmetrics/whit/bench/workload"
	"github.com/whitmetrics/whit/bench/workload/gc"
)

// again is the null: none, a second time.
const again = "none again"

// A gcReport is what was found of the collection of garbage under one workload.
type gcReport struct {
	Workload string  `json:"workload"`
	Rounds   int     `json:"rounds"`
	Rows     []gcRow `json:"rows"`
}

type gcRow struct {
	Name       string      `json:"name"`
	Operations uint64      `json:"operations"`
	Cycles     uint64      `json:"cycles"`
	Pauses     uint64      `json:"pauses"`
	PerMillion show.Number `json:"cycles_per_million_operations"`
	P50        show.Number `json:"pause_p50_seconds"`
	P90        show.Number `json:"pause_p90_seconds"`
	P99        show.Number `json:"pause_p99_seconds"`
	// Differences from none, in the order of PerMillion, P50, P90, P99; absent for none.
	Differences []difference `json:"differences,omitempty"`
}

// A difference is relative, a median over rounds with its 95 % interval.
type difference struct {
	Figure string      `json:"figure"`
	Median show.Number `json:"median"`
	Low    show.Number `json:"low"`
	High   show.Number `json:"high"`
	Same   bool        `json:"same"` // within the noise
}

// collect compares collections without whit and with it, for the time d.
func collect(ctx context.Context, work string, c whit.Config, d time.Duration, tell func(float64)) (*gcReport, error) {
	defer tell(1)
	defer fill()()
	var outcomes []gc.Outcome
	err := withServer(ctx, work, c, func(s *server) (err error) {
		null := s.none
		null.Name = again
		outcomes, err = gc.Compare(ctx, workload.Config{
			Duration: d,
			Seed:     uint64(time.Now().UnixNano()),
			Progress: func(done, total int) { tell(float64(done) / float64(total)) },
		}, s.none, null, s.anew())
		return err
	})
	if err != nil {
		return nil, err
	}
	return newGCReport(work, outcomes), nil
}

const (
	// live is a heap like that of a server which holds something. In the 3 MB of the
	// workloads alone, the memory of an instance of whit by itself moves the times of
	// collections by several percent, this way or that: the goal grows with what is
	// live, unless it is at its least, 4 MB.
	live = 64 << 20
	// percent of live that is allocated from one collection to the next: so much that
	// they are as frequent as in the small heap.
	gcPercent = 6
)

// fill fills the heap, until empty.
func fill() (empty func()) {
	data := make([]byte, live)
	before := debug.SetGCPercent(gcPercent)
	return func() {
		debug.SetGCPercent(before)
		runtime.KeepAlive(data)
	}
}

func newGCReport(work string, outcomes []gc.Outcome) *gcReport {
	r := &gcReport{Workload: work, Rounds: outcomes[0].Rounds}
	none := gc.Differences{PerMillion: unknown, P50: unknown, P90: unknown, P99: unknown}
	noise := []gc.Differences{none, none, outcomes[1].Differences} // the null itself is held against 0 alone
	for i, o := range outcomes {
		row := gcRow{
			Name: o.Name, Operations: o.Operations, Cycles: o.Cycles, Pauses: o.Pauses, PerMillion: show.Number(o.PerMillion),
			P50: show.Number(o.P50.Seconds()), P90: show.Number(o.P90.Seconds()), P99: show.Number(o.P99.Seconds()),
		}
		if d, null := o.Differences, noise[i]; i > 0 {
			row.Differences = []difference{
				newDifference("cycles", d.PerMillion, null.PerMillion), newDifference("p50", d.P50, null.P50),
				newDifference("p90", d.P90, null.P90), newDifference("p99", d.P99, null.P99),
			}
		}
		r.Rows = append(r.Rows, row)
	}
	return r
}

// unknown is noise that explains nothing.
var unknown = workload.Overhead{Median: math.NaN(), Low: math.NaN(), High: math.NaN()}

func newDifference(figure string, d, null workload.Overhead) difference {
	return difference{figure, show.Number(d.Median), show.Number(d.Low), show.Number(d.High), gc.Same(d, null)}
}
