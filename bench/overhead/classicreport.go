package main

import (
	"fmt"

	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/workload/classic"
)

// What the system that whit replaces was measured at, by a loop like this one.
const (
	oldNone   = 16_887_285 // records a second without metrics
	oldLegacy = 470_668
	oldGrowth = 3.5e6 // bytes per 10,000 records
)

// classicLimit is the share of the speed that whit leaves, over the quiet pairs.
const classicLimit = 0.95

// classicReport is what the classic workload has found.
type classicReport struct {
	Rows   []classicRow    `json:"rows"`
	Limit  float64         `json:"limit"` // of whit's share over the quiet pairs, names made beforehand
	Memory []classicMemory `json:"memory"`
}

type classicRow struct {
	Name  string       `json:"name"`
	Made  bool         `json:"names_made_in_the_loop"`
	All   classicSpeed `json:"all"`
	Quiet classicSpeed `json:"quiet"`
}

type classicSpeed struct {
	Pairs   int    `json:"pairs"`
	Without number `json:"records_per_second_without"`
	With    number `json:"records_per_second"`
	Share   number `json:"share"` // of the speed without
	Low     number `json:"low"`   // its 95 % interval
	High    number `json:"high"`
	CostNS  number `json:"cost_ns"` // of an iteration, which is two records
}

type classicMemory struct {
	Name    string        `json:"name"`
	Records int           `json:"records"`
	Rate    number        `json:"records_per_second"` // of one straight run
	Held    int64         `json:"held_bytes"`
	Growth  number        `json:"bytes_per_10000_records"`
	Limits  *memoryLimits `json:"limits,omitempty"`
}

type memoryLimits struct {
	Held   int64 `json:"held_bytes"`
	Growth int64 `json:"bytes_per_10000_records"`
}

func newClassicMemory(c classic.Candidate, f classic.Filling) classicMemory {
	m := classicMemory{c.Name, f.Records, number(f.PerSecond), f.Held, number(f.Growth), nil}
	if f.Records == classic.FillRecords { // what grows is given fewer
		m.Limits = &memoryLimits{classic.HeldLimit, classic.GrowthLimit}
	}
	return m
}

func (r *classicReport) add(results []classic.Result) {
	r.Limit = classicLimit
	for _, x := range results {
		r.Rows = append(r.Rows, classicRow{x.Candidate, x.Made, newClassicSpeed(x.All), newClassicSpeed(x.Quiet)})
	}
}

func newClassicSpeed(s meter.Summary) classicSpeed {
	without, with, share := classic.PerSecond(s)
	return classicSpeed{
		Pairs: s.Pairs, Without: number(without), With: number(with), Share: number(share),
		Low: number(1 / (1 + s.High)), High: number(1 / (1 + s.Low)), CostNS: number(s.CostNS),
	}
}

func (r *classicReport) write(t *tables) {
	t.Text("\nclassic: two records and a read of the clock, for ever new clients; some %d pairs each\n\n", r.Rows[0].All.Pairs)
	rows := [][]string{{"", "records/s", "none's", "all, % of none", "95 %", "quiet, % of none", "95 %", "limit", "", "ns an iteration"}}
	for _, row := range r.Rows {
		rows = append(rows, r.cells(row))
	}
	rows = append(rows, []string{"the old figures", rate(oldLegacy), rate(oldNone), (oldLegacy / number(oldNone)).Percent(),
		"", "", "", "", "", ""})
	t.Table(rows)
	t.Text("\nNames are made beforehand, or where it says so in the loop. Legacy is made anew for each block, so\n" +
		"that its memory does not grow: it is slower with many clients.\n\n")
	rows = [][]string{{"memory", "records", "records/s", "MB held", "limit", "", "kB per 10,000", "limit", ""}}
	for _, m := range r.Memory {
		rows = append(rows, m.cells())
	}
	rows = append(rows, []string{"the old figures", "", "", "", "", "", fmt.Sprintf("%.2f", oldGrowth/1e3), "", ""})
	t.Table(rows)
	t.Text("\nEach record is for a client of its own, its name made in the loop, in one straight run.\n")
}

func (r *classicReport) cells(row classicRow) []string {
	name := row.Name
	if row.Made {
		name += ", names made"
	}
	cells := []string{name, rate(row.All.With), rate(row.All.Without), row.All.Share.Percent(), row.All.between(),
		row.Quiet.Share.Percent(), row.Quiet.between(), "", "", nanoseconds(row.All.CostNS)}
	if row.Name == implWhit && !row.Made {
		cells[7], cells[8] = number(r.Limit).Percent(), "?"
		switch {
		case float64(row.Quiet.Share) >= r.Limit:
			cells[8] = "ok"
		case row.Quiet.Share.Known():
			cells[8] = "under"
		}
	}
	return cells
}

func (s classicSpeed) between() string {
	return interval{Low: s.Low, High: s.High}.between()
}

func (m classicMemory) cells() []string {
	cells := []string{m.Name, fmt.Sprint(m.Records), rate(m.Rate), fmt.Sprintf("%.2f", float64(m.Held)/1e6), "", "",
		fmt.Sprintf("%.2f", m.Growth/1e3), "", ""}
	if l := m.Limits; l != nil {
		cells[4], cells[5] = fmt.Sprintf("%.2f", float64(l.Held)/1e6), verdict(number(m.Held), float64(l.Held))
		cells[7], cells[8] = fmt.Sprintf("%.2f", float64(l.Growth)/1e3), verdict(m.Growth, float64(l.Growth))
	}
	return cells
}

func rate(n number) string {
	if !n.Known() {
		return "-"
	}
	return fmt.Sprintf("%.0f", n)
}
