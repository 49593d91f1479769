package main

import (
	"fmt"
	"time"

	"github.com/whitmetrics/whit/bench/show"
)

func (r *report) table(t *show.Tables) {
	t.Text("%s, %s/%s, GOMAXPROCS %d; whit samples %g %%\n\n", r.Go, r.OS, r.Arch, r.GOMAXPROCS, 100*r.SampleRate)
	t.Text("%.0f requests a second of the %.0f that the server can take, on a timetable, %d rounds of %.2f s each\n\n",
		r.Rate, r.Capacity, r.Rounds, r.Turn)
	head := []string{"latency, medians of the rounds"}
	for i, row := range r.Rows {
		head = append(head, row.Name, "±")
		if i > 0 {
			head = append(head, "difference", "p", "by round", "95 %")
		}
	}
	rows := [][]string{head}
	for i := range quantiles {
		cells := []string{r.Rows[0].Quantiles[i].Name}
		for j, row := range r.Rows {
			c := row.Quantiles[i]
			cells = append(cells, duration(float64(c.Median)), c.reach())
			if j > 0 {
				cells = append(cells, c.difference(), fmt.Sprintf("%.3f", c.P), c.Paired.Median.Percent(), c.Paired.between())
			}
		}
		rows = append(rows, cells)
	}
	t.Table(rows)
	t.Text("\nA difference is in brackets if benchstat calls it not significant (p of 0.05 or more). By round: the median in %% of the\n" +
		"differences within a round, which does not see what lasts longer.\n\n")
	rows = [][]string{{"", "requests", "sent late, p50", "p99"}}
	for _, row := range r.Rows {
		rows = append(rows, []string{row.Name, fmt.Sprint(row.Requests), duration(row.LateP50), duration(row.LateP99)})
	}
	t.Table(rows)
}

// reach is half the width of the interval of the median.
func (c comparison) reach() string {
	if !c.Low.Known() || !c.High.Known() {
		return "∞"
	}
	return fmt.Sprintf("%.0f %%", 50*float64((c.High-c.Low)/c.Median))
}

// between is the interval in %.
func (p paired) between() string {
	if !p.Low.Known() || !p.High.Known() {
		return "-"
	}
	return p.Low.Percent() + " to " + p.High.Percent()
}

func (c comparison) difference() string {
	text := fmt.Sprintf("%+.2f %%", 100*float64(c.Difference))
	if c.Significant {
		return text
	}
	return "(" + text + ")"
}

// duration is a number of seconds in three digits or four.
func duration(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second))
	switch {
	case d < time.Microsecond:
		return d.String()
	case d < time.Millisecond:
		return d.Round(100 * time.Nanosecond).String()
	}
	return d.Round(10 * time.Microsecond).String()
}
