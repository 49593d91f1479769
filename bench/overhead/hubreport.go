package main

import (
	"errors"
	"fmt"
	"math"

	"github.com/whitmetrics/whit/bench/workload"
	"github.com/whitmetrics/whit/bench/workload/hub"
)

// hubLimit is what whit may add to the time of a message.
const hubLimit = 0.01

// hubReport is what the hub workload has found.
type hubReport struct {
	Clients int         `json:"clients"`
	Rounds  int         `json:"rounds"`
	Limit   float64     `json:"limit"`
	Rows    []hubRow    `json:"implementations"`
	Totals  []hubTotals `json:"totals"`
}

type hubRow struct {
	Name      string   `json:"name"`
	Messages  uint64   `json:"messages"`
	PerSecond number   `json:"messages_per_second"`
	P50       number   `json:"p50_seconds"`
	P99       number   `json:"p99_seconds"`
	CPU       number   `json:"cpu_seconds_per_message"`
	Allocs    number   `json:"allocs_per_message"`
	Time      interval `json:"time_overhead"`
	CPUTime   interval `json:"cpu_overhead"`
}

// hubTotals is what an implementation reports, beside the truth.
type hubTotals struct {
	Name    string      `json:"name"`
	Exact   bool        `json:"exact"` // all that ought to be is
	Figures []hubFigure `json:"figures"`
}

type hubFigure struct {
	Name     string `json:"name"`
	Truth    number `json:"truth"`
	Total    number `json:"total"`
	Estimate bool   `json:"estimate"`
	Low      number `json:"low"` // the estimate's 95 % interval
	High     number `json:"high"`
	Error    number `json:"relative_error"`
	Off      bool   `json:"off"`
}

func newHubReport(outcomes []workload.Outcome, tenants []*tenant) *hubReport {
	r := &hubReport{Clients: hubClients, Rounds: outcomes[0].Rounds, Limit: hubLimit}
	for _, o := range outcomes {
		w := newWebRow(o, outcomes[0].Name == implNone)
		r.Rows = append(r.Rows, hubRow{w.Name, w.Requests, w.PerSecond, w.P50, w.P99, w.CPU, w.Allocs, w.Time, w.CPUTime})
	}
	for _, t := range tenants {
		if t.name != implNone && t.name != again {
			r.Totals = append(r.Totals, newHubTotals(t.name, hub.Figures(t.truth, t.metrics.Report())))
		}
	}
	return r
}

func newHubTotals(name string, figures []hub.Figure) hubTotals {
	t := hubTotals{Name: name, Exact: true}
	nan := number(math.NaN())
	for _, f := range figures {
		t.Exact = t.Exact && !f.Off()
		g := hubFigure{
			Name: f.Name, Truth: number(f.Truth), Total: number(f.Reported), Low: nan, High: nan,
			Error: number(f.Error()), Off: f.Off(),
		}
		if e := f.Estimate; e != nil {
			g.Estimate, g.Low, g.High = true, number(e.Low), number(e.High)
		}
		t.Figures = append(t.Figures, g)
	}
	return t
}

// off returns an error that names each figure that is not the truth.
func (r *hubReport) off() error {
	if r == nil {
		return nil
	}
	var faults []error
	for _, t := range r.Totals {
		for _, f := range t.Figures {
			if f.Off {
				faults = append(faults, fmt.Errorf("%s: %s is %s, but the clients have counted %s",
					t.Name, f.Name, precise(f.Total), precise(f.Truth)))
			}
		}
	}
	return errors.Join(faults...)
}
