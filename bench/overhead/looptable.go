package main

import (
	"fmt"

	"github.com/whitmetrics/whit/bench/workload/loop"
)

func (r *loopReport) write(t *tables) {
	chained := r.run(loop.Chained, 1)
	base, quiet := conditions(chained)
	t.Text("\nloop: %s ns of work, and a call behind it; some %d pairs each, %s %% of them quiet\n\n",
		nanoseconds(base), chained[0].All.Pairs, quiet.Percent())
	t.Table(limits(chained))
	t.Text("\nOverhead in %% of the work: the median over all pairs with its interval, over the quiet\n" +
		"pairs, and the mean over all but the outer tenth, which sees rarer costs too. The null shows\n" +
		"the error to expect.\n\n")
	t.Table(forms(chained, r.run(loop.Chained, parallel), r.run(loop.Overlapping, 1)))
	t.Text("\nThe same in ns a call, on one processor and on each of %d at once, and in %% where pieces of\n"+
		"work overlap, so that the call has no waiting to hide in.\n", parallel)
	r.writeBackground(t)
}

// limits is the table of the chained form, with limits.
func limits(rows []loopRow) [][]string {
	table := [][]string{{"", "all +%", "95 %", "limit", "", "quiet +%", "95 %", "limit", "", "mean +%"}}
	for _, row := range rows {
		all, quiet := row.All, row.Quiet
		cells := []string{row.Name, all.Median.Percent(), all.between(), "", "",
			quiet.Median.Percent(), quiet.between(), "", "", all.Mean.Percent()}
		if l := row.Limit; l != nil {
			cells[3], cells[4] = number(l.All).Percent(), verdict(all.Median, l.All)
			cells[7], cells[8] = number(l.Quiet).Percent(), verdict(quiet.Median, l.Quiet)
		}
		table = append(table, cells)
	}
	return table
}

// forms is the table of the other forms. Those that were not measured are missing.
func forms(chained, both, overlapping []loopRow) [][]string {
	table := [][]string{{"", "ns", "ns, parallel", "overlapping all +%", "quiet +%"}}
	for i, row := range chained {
		cells := []string{row.Name, nanoseconds(row.All.CostNS), "-", "-", "-"}
		if both != nil {
			cells[2] = nanoseconds(both[i].All.CostNS)
		}
		if overlapping != nil {
			cells[3], cells[4] = overlapping[i].All.Median.Percent(), overlapping[i].Quiet.Median.Percent()
		}
		table = append(table, cells)
	}
	return table
}

func (r *loopReport) writeBackground(t *tables) {
	if r.Drains == nil {
		return
	}
	rows := [][]string{{"by itself", "", "limit", ""}}
	for _, d := range r.Drains {
		name := "taking in an event, ns"
		if d.Clients > 0 {
			name = fmt.Sprintf("taking in an event of one of %d clients, ns", d.Clients)
		}
		rows = append(rows, []string{name, nanoseconds(d.EventNS), fmt.Sprintf("%.0f", d.Limit), verdict(d.EventNS, d.Limit)})
	}
	rows = append(rows, []string{"waking to do so, ns a drain", nanoseconds(r.Drains[0].FixedNS), "", ""})
	last := r.Drains[len(r.Drains)-1]
	rows = append(rows, []string{fmt.Sprintf("publishing a metric with %d clients, ns a flush interval", last.Clients), nanoseconds(last.PublishNS), "", ""})
	if i := r.Idle; i != nil {
		rows = append(rows, []string{"idle, % of a core",
			fmt.Sprintf("%.4f", 100*i.Core), number(i.Limit).Percent(), verdict(i.Core, i.Limit)})
	}
	t.Text("\n")
	t.Table(rows)
}
