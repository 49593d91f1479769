package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/whitmetrics/whit/bench/show"
)

// above is what tables leave out of the names of functions.
const above = "github.com/whitmetrics/"

func (p profileReport) write(t *show.Tables) {
	t.Text("\n%s: %d samples, of which %d are the load's; shares of the other %d\n\n", p.Name, p.Samples, p.Load, p.Samples-p.Load)
	rows := [][]string{{"", "flat %", "cumulative %"}}
	for _, f := range p.Functions {
		cum := f.Cum.Percent()
		if f.Name == elsewhere {
			cum = ""
		}
		rows = append(rows, []string{strings.TrimPrefix(f.Name, above), f.Flat.Percent(), cum})
	}
	total := p.Share.Percent()
	t.Table(append(rows, []string{"whit, each sample once", total, total}))
	t.Text("\n95 %%: %s to %s; of all samples %s", p.Low.Percent(), p.High.Percent(), p.ShareOfAll.Percent())
	if p.Verdict != "" {
		t.Text("; limit %s: %s", show.Number(p.Limit).Percent(), p.Verdict)
	}
	t.Text("\n")
}

func (g gcReport) write(t *show.Tables) {
	t.Text("\ngc, %s: %d rounds, in a heap of %d MB; differences from none in %%, with their 95 %% intervals\n\n", g.Workload, g.Rounds, live>>20)
	rows := [][]string{{"", "operations", "cycles", "per million", "difference", "pause p50", "difference", "p90", "difference", "p99", "difference"}}
	for _, r := range g.Rows {
		d := make([]string, 4)
		for i, x := range r.Differences {
			d[i] = x.String()
		}
		rows = append(rows, []string{
			r.Name, fmt.Sprint(r.Operations), fmt.Sprint(r.Cycles), fmt.Sprintf("%.1f", r.PerMillion), d[0],
			duration(r.P50), d[1], duration(r.P90), d[2], duration(r.P99), d[3],
		})
	}
	t.Table(rows)
}

// String is "median (low to high)", and whether the noise explains it.
func (d difference) String() string {
	if !d.Low.Known() || !d.High.Known() {
		return d.Median.Percent() + " (-)"
	}
	word := "differs"
	if d.Same {
		word = "same"
	}
	return fmt.Sprintf("%s (%s to %s) %s", d.Median.Percent(), d.Low.Percent(), d.High.Percent(), word)
}

func duration(seconds show.Number) string {
	return time.Duration(float64(seconds) * float64(time.Second)).Round(100 * time.Nanosecond).String()
}
