package main

import (
	"fmt"

	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/workload/background"
	"github.com/whitmetrics/whit/bench/workload/loop"
)

// loopReport is what the loop workload has found.
type loopReport struct {
	Runs   []loopRun   `json:"runs"`
	Drains []loopDrain `json:"drains,omitempty"`
	Idle   *loopIdle   `json:"idle,omitempty"`
}

// loopRun is one form of the work, with so many goroutines at once.
type loopRun struct {
	Form       string    `json:"form"`
	Goroutines int       `json:"goroutines"`
	Rows       []loopRow `json:"operations"`
}

type loopRow struct {
	Name  string      `json:"name"`
	All   loopSummary `json:"all"`
	Quiet loopSummary `json:"quiet"`
	Limit *loopLimit  `json:"limit,omitempty"` // of the chained form, one goroutine
}

type loopSummary struct {
	Pairs int `json:"pairs"`
	interval
	Mean   number `json:"mean"`
	BaseNS number `json:"base_ns"`
	CostNS number `json:"cost_ns"`
}

type loopLimit struct {
	All   float64 `json:"all"`
	Quiet float64 `json:"quiet"`
}

type loopDrain struct {
	Clients   int     `json:"clients"`
	EventNS   number  `json:"ns_per_event"`
	FixedNS   number  `json:"ns_per_drain"`
	PublishNS number  `json:"ns_per_publication"`
	Limit     float64 `json:"limit_ns_per_event"`
}

type loopIdle struct {
	Instances int     `json:"instances"`
	Core      number  `json:"share_of_core"`
	Limit     float64 `json:"limit"`
}

func (r *loopReport) addDrain(clients int, d background.Drain) {
	r.Drains = append(r.Drains, loopDrain{
		clients, number(d.EventNS), number(d.FixedNS), number(d.PublishNS), float64(background.DrainLimit.Nanoseconds()),
	})
}

func (r *loopReport) addIdle(i background.Idle) {
	r.Idle = &loopIdle{i.Instances, number(i.Core), background.IdleLimit}
}

// add takes in a run. Limits are for the chained form on one goroutine.
func (r *loopReport) add(f loop.Form, goroutines int, results []loop.Result) {
	run := loopRun{Form: f.Name, Goroutines: goroutines}
	for _, x := range results {
		row := loopRow{Name: x.Operation.Name, All: newLoopSummary(x.All), Quiet: newLoopSummary(x.Quiet)}
		if l := x.Operation.Limit; l != nil && f == loop.Chained && goroutines == 1 {
			row.Limit = &loopLimit{l.All, l.Quiet}
		}
		run.Rows = append(run.Rows, row)
	}
	r.Runs = append(r.Runs, run)
}

func newLoopSummary(s meter.Summary) loopSummary {
	return loopSummary{
		Pairs:    s.Pairs,
		interval: interval{number(s.Overhead), number(s.Low), number(s.High)},
		Mean:     number(s.Mean), BaseNS: number(s.BaseNS), CostNS: number(s.CostNS),
	}
}

// run returns the rows of one form, or nil if it was not measured.
func (r *loopReport) run(f loop.Form, goroutines int) []loopRow {
	for _, run := range r.Runs {
		if run.Form == f.Name && run.Goroutines == goroutines {
			return run.Rows
		}
	}
	return nil
}

// conditions returns, over the operations that were measured, the time of the work
// alone, and the share of the pairs that were quiet.
func conditions(rows []loopRow) (baseNS, quietShare number) {
	quiet, all, base := 0, 0, 0.0
	for _, row := range rows {
		if row.All.Pairs > 0 {
			quiet += row.Quiet.Pairs
			all += row.All.Pairs
			base += float64(row.All.BaseNS) * float64(row.All.Pairs)
		}
	}
	return number(base / float64(all)), number(quiet) / number(all) // NaN if none was
}

// nanoseconds prints a cost.
func nanoseconds(n number) string {
	if !n.Known() {
		return "-"
	}
	return fmt.Sprintf("%.2f", n)
}
