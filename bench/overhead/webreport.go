package main

import (
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/whitmetrics/whit/bench/workload"
	"github.com/whitmetrics/whit/bench/workload/web"
)

// webReport is what the http workload has found.
type webReport struct {
	Clients int         `json:"clients"`
	Rounds  int         `json:"rounds"`
	Rows    []webRow    `json:"implementations"`
	Totals  []webTotals `json:"totals"`
}

type webRow struct {
	Name      string   `json:"name"`
	Requests  uint64   `json:"requests"`
	PerSecond number   `json:"requests_per_second"`
	P50       number   `json:"p50_seconds"`
	P99       number   `json:"p99_seconds"`
	CPU       number   `json:"cpu_seconds_per_request"`
	Allocs    number   `json:"allocs_per_request"`
	Time      interval `json:"time_overhead"`
	CPUTime   interval `json:"cpu_overhead"`
}

// webTotals is what an implementation has counted, beside the truth.
type webTotals struct {
	Name    string      `json:"name"`
	Exact   bool        `json:"exact"` // all that ought to be is
	Figures []webFigure `json:"figures"`
}

type webFigure struct {
	Name     string `json:"name"`
	Truth    number `json:"truth"`
	Total    number `json:"total"`
	Estimate bool   `json:"estimate"`
	Error    number `json:"relative_error"`
}

func newWebReport(outcomes []workload.Outcome, visitors []*visitor) *webReport {
	r := &webReport{Clients: clients, Rounds: outcomes[0].Rounds}
	for _, o := range outcomes {
		r.Rows = append(r.Rows, newWebRow(o, outcomes[0].Name == implNone))
	}
	for _, k := range visitors {
		if totals, ok := k.metrics.Totals(); ok {
			r.Totals = append(r.Totals, newWebTotals(k.name, web.Figures(k.truth, totals)))
		}
	}
	return r
}

func newWebRow(o workload.Outcome, compared bool) webRow {
	nan := number(math.NaN())
	row := webRow{
		Name: o.Name, Requests: o.Operations, PerSecond: number(o.PerSecond),
		P50: number(o.P50.Seconds()), P99: number(o.P99.Seconds()),
		CPU: number(o.CPU), Allocs: number(o.Allocs),
		Time: interval{nan, nan, nan}, CPUTime: interval{nan, nan, nan},
	}
	if o.CPU == 0 {
		row.CPU = nan // the platform does not tell
	}
	if compared {
		row.Time = interval{number(o.Time.Median), number(o.Time.Low), number(o.Time.High)}
		row.CPUTime = interval{number(o.CPUTime.Median), number(o.CPUTime.Low), number(o.CPUTime.High)}
	}
	return row
}

func newWebTotals(name string, figures []web.Figure) webTotals {
	t := webTotals{Name: name, Exact: true}
	for _, f := range figures {
		t.Exact = t.Exact && !f.Off()
		t.Figures = append(t.Figures, webFigure{
			f.Name, number(f.Truth), number(f.Total), f.Estimate, number(f.Error()),
		})
	}
	return t
}

// off returns an error that names each count that is not the truth.
func (r *webReport) off() error {
	if r == nil {
		return nil
	}
	var faults []error
	for _, t := range r.Totals {
		for _, f := range t.Figures {
			if !f.Estimate && f.Total != f.Truth {
				faults = append(faults, fmt.Errorf("%s: %s is %.0f, but the clients have counted %.0f",
					t.Name, f.Name, f.Total, f.Truth))
			}
		}
	}
	return errors.Join(faults...)
}

func (r *webReport) write(t *tables) {
	t.Text("\nhttp: %d clients on loopback connections, %d rounds\n\n", r.Clients, r.Rounds)
	rows := [][]string{{"", "requests/s", "p50", "p99", "time +%", "95 %", "cpu +%", "95 %", "cpu/request", "allocs/request"}}
	for _, row := range r.Rows {
		rows = append(rows, []string{
			row.Name, fmt.Sprintf("%.0f", row.PerSecond), duration(row.P50), duration(row.P99),
			row.Time.Median.Percent(), row.Time.between(), row.CPUTime.Median.Percent(), row.CPUTime.between(),
			duration(row.CPU), fmt.Sprintf("%.2f", row.Allocs),
		})
	}
	t.Table(rows)
	t.Text("\nOverheads are over none in the same round, median and interval; \"%s\" is none once more\n"+
		"and shows the error to expect. Processor time and allocations are those of server and clients.\n", again)
	for _, totals := range r.Totals {
		totals.write(t)
	}
}

func (w webTotals) write(t *tables) {
	t.Text("\n")
	rows := [][]string{{w.Name + "'s totals", "clients counted", w.Name, "error"}}
	for _, f := range w.Figures {
		rows = append(rows, []string{f.Name, figure(f.Truth), figure(f.Total), f.judge()})
	}
	t.Table(rows)
}

// judge says how far a total is from the truth.
func (f webFigure) judge() string {
	switch {
	case !f.Total.Known():
		return "not known"
	case f.Estimate:
		return fmt.Sprintf("%+.2f %% (estimate)", 100*float64(f.Error))
	case f.Total == f.Truth:
		return "exact"
	}
	return fmt.Sprintf("OFF BY %+.0f", f.Total-f.Truth)
}

func figure(n number) string {
	switch {
	case !n.Known():
		return "-"
	case n == number(math.Trunc(float64(n))):
		return fmt.Sprintf("%.0f", n)
	}
	return fmt.Sprintf("%.2f", n)
}

func duration(seconds number) string {
	if !seconds.Known() {
		return "-"
	}
	d := time.Duration(float64(seconds) * 1e9)
	return d.Round(max(d/1000, 1)).String()
}
