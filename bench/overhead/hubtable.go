package main

import (
	"fmt"
	"strings"
)

func (r *hubReport) write(t *tables) {
	t.Text("\nhub: %d clients on loopback connections, %d rounds\n\n", r.Clients, r.Rounds)
	rows := [][]string{{"", "messages/s", "p50", "p99", "time +%", "95 %", "limit", "", "cpu +%", "95 %", "cpu/message", "allocs/message"}}
	for _, row := range r.Rows {
		limit, judged := "", ""
		if row.Name == implWhit && row.Time.Median.Known() {
			limit, judged = number(r.Limit).Percent(), row.Time.verdict(r.Limit)
		}
		rows = append(rows, []string{
			row.Name, fmt.Sprintf("%.0f", row.PerSecond), duration(row.P50), duration(row.P99),
			row.Time.Median.Percent(), row.Time.between(), limit, judged,
			row.CPUTime.Median.Percent(), row.CPUTime.between(), duration(row.CPU), fmt.Sprintf("%.2f", row.Allocs),
		})
	}
	t.Table(rows)
	t.Text("\nLatency is from a message's queueing to its acknowledgement, with %d clients' bursts in the queues.\n", r.Clients)
	for _, totals := range r.Totals {
		totals.write(t)
	}
}

func (h hubTotals) write(t *tables) {
	t.Text("\n")
	rows := [][]string{{h.Name + "'s report", "clients counted", h.Name, "error", "95 %"}}
	for _, f := range h.Figures {
		rows = append(rows, []string{f.Name, precise(f.Truth), precise(f.Total), f.judge(), f.between()})
	}
	t.Table(rows)
}

// judge says how far a figure is from the truth.
func (f hubFigure) judge() string {
	switch {
	case f.Estimate:
		return fmt.Sprintf("%+.2f %% (estimate)", 100*float64(f.Error))
	case f.Off:
		return fmt.Sprintf("OFF BY %+g", float64(f.Total-f.Truth))
	}
	return "exact"
}

func (f hubFigure) between() string {
	switch {
	case !f.Estimate:
		return ""
	case !f.Low.Known() || !f.High.Known():
		return "-"
	}
	return precise(f.Low) + " to " + precise(f.High)
}

// precise is figure with more digits behind the point.
func precise(n number) string {
	if text := figure(n); !strings.Contains(text, ".") {
		return text
	}
	return fmt.Sprintf("%.4f", n)
}

// verdict is "?" where the machine was too noisy to tell.
func (i interval) verdict(limit float64) string {
	if i.Median.Known() && float64(i.Median) > limit && !(float64(i.Low) > limit) {
		return "?"
	}
	return verdict(i.Median, limit)
}
