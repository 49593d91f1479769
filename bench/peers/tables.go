package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/whitmetrics/whit/bench/peers/subject"
	"github.com/whitmetrics/whit/bench/show"
)

const legend = `Overhead in % of the work: the median over all pairs with its 95 % interval, and over the pairs without a
busy neighbour on the core's other hardware thread; after 60 ns of work, after 0.7 µs, and after 60 ns on all
processors at once. Work against its copy shows the error to expect. ns: the processor's time of an event with
nothing between events, on one goroutine, on one for each processor, and on eight for each. Rank: among whit
and the metrics of others. Local handles belong to one goroutine each. datadog sends to a socket in the same
process, whose reading is not in its overhead but is in its way on all processors. What a library counted was
compared with the number of events beforehand: all are exact, but those marked ~, whose reading is an
estimate from the events that they send. labelled1, labelled, labelled3: one, two and three labels of up to 15
bytes, looked up on each event; long: two, one of which is longer; kept: an event of a labelled series that was
looked up beforehand.
`

// writeTables writes what people read.
func (r *report) writeTables(w io.Writer) error {
	var b strings.Builder
	m := r.Machine
	fmt.Fprintf(&b, "%s, %s/%s, GOMAXPROCS %d; whit samples 3 %%\n", m.Go, m.OS, m.Arch, m.GOMAXPROCS)
	for _, f := range r.Families {
		f.write(&b)
	}
	b.WriteString("\n" + legend)
	if len(r.Files) > 0 {
		fmt.Fprintf(&b, "\nCharts: %s\n", strings.Join(r.Files, ", "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (f *family) write(b *strings.Builder) {
	fmt.Fprintf(b, "\n%s\n\n", f.Name)
	rows := f.table()
	b.WriteString(show.Layout(rows, 0, len(rows[0])-1))
	b.WriteString("\n")
	f.Short.write(b, "60 ns")
	f.Long.write(b, "0.7 µs")
	f.Parallel.write(b, fmt.Sprintf("60 ns, %d at once", f.Goroutines))
	fmt.Fprintf(b, "noise, nothing between: in %s %% of the rounds %d processors were there at once, and work on all took less than %g times as long; others are left out\n",
		percent(f.AtOnce), f.Goroutines, hindered)
	f.writeRank(b, overAll)
	f.writeRank(b, overQuiet)
	for _, c := range f.Claims {
		fmt.Fprintf(b, "%-9s  %s: %s\n", c.Verdict, c.Claim, c.Figures)
	}
}

// table has the rows of the family, and where they are in the order, the null.
func (f *family) table() [][]string {
	procs := f.Goroutines
	rows := [][]string{{"", "rank", "all +%", "95 %", "quiet +%", "0.7 µs: all", "quiet", fmt.Sprintf("%d at once: all", procs), "quiet", "ns: 1", fmt.Sprint(procs), fmt.Sprint(8 * procs), "note"}}
	null := row{Library: "-", Call: "work against its copy", Short: f.Short.Null, Long: f.Long.Null, Parallel: f.Parallel.Null}
	shown := f.Rows
	at := slices.IndexFunc(shown, func(r row) bool { return !overAll.less(r, null) })
	if at < 0 {
		at = len(shown)
	}
	for _, r := range slices.Insert(slices.Clone(shown), at, null) {
		rows = append(rows, []string{
			r.mark() + r.name(), rankText(r.Rank), percent(r.Short.All.Median), r.Short.All.between(), percent(r.Short.Quiet.Median),
			percent(r.Long.All.Median), percent(r.Long.Quiet.Median), percent(r.Parallel.All.Median), percent(r.Parallel.Quiet.Median),
			nanoseconds(r.on(1).Median), nanoseconds(r.on(procs).Median), nanoseconds(r.on(8 * procs).Median), r.note(),
		})
	}
	return rows
}

func (r row) mark() string {
	if r.ours() {
		return "> "
	}
	return "  "
}

func (r row) note() string {
	var notes []string
	if r.Note != "" {
		notes = append(notes, r.Note)
	}
	if r.LostPlain > 0 || r.Lost > 0 {
		notes = append(notes, fmt.Sprintf("of its samples %s %% found a ring full, after work %s %%", percent(r.LostPlain), percent(r.Lost)))
	}
	text := strings.Join(notes, "; ")
	if r.Rate > 0 {
		return "~ " + text
	}
	return text
}

func rankText(rank int) string {
	if rank == 0 {
		return ""
	}
	return fmt.Sprint(rank)
}

func (c conditions) write(b *strings.Builder, work string) {
	fmt.Fprintf(b, "noise, work of %s: %s ns, %d pairs each, %s %% of them quiet; against its copy %s %% (%s), quiet %s %% (%s)\n",
		work, nanoseconds(c.WorkNS), c.Pairs, percent(c.QuietShare),
		percent(c.Null.All.Median), c.Null.All.between(), percent(c.Null.Quiet.Median), c.Null.Quiet.between())
}

// writeRank says where whit is, and who is ahead of it.
func (f *family) writeRank(b *strings.Builder, by figure) {
	ours, ok := f.of(subject.Whit)
	best, found := f.best(by, peer)
	if !ok || !found || !by.known(ours) {
		fmt.Fprintf(b, "whit, %s: %s\n", by.name, tooLittle)
		return
	}
	place, of := f.place(by, ours)
	fmt.Fprintf(b, "whit, %s: rank %d of %d; %s, the best peer", by.name, place, of, by.compare(ours, best))
	var ahead, same []string
	for _, r := range f.Rows {
		switch {
		case !peer(r) || !by.known(r):
		case by.even(ours, r):
			same = append(same, r.name())
		case by.less(r, ours):
			ahead = append(ahead, r.name())
		}
	}
	if len(ahead) > 0 {
		fmt.Fprintf(b, "; ahead of whit: %s", strings.Join(ahead, ", "))
	}
	if len(same) > 0 {
		fmt.Fprintf(b, "; even with whit: %s", strings.Join(same, ", "))
	}
	b.WriteString("\n")
}

func percent(n number) string {
	switch {
	case !n.Known():
		return "-"
	case math.Abs(float64(n)) >= 1:
		return fmt.Sprintf("%.0f", 100*float64(n))
	}
	return fmt.Sprintf("%.2f", 100*float64(n))
}

// between is an interval's bounds.
func (i interval) between() string {
	if !i.Low.Known() || !i.High.Known() {
		return "-"
	}
	return percent(i.Low) + " to " + percent(i.High)
}

func nanoseconds(n number) string {
	if !n.Known() {
		return "-"
	}
	if n >= 100 {
		return fmt.Sprintf("%.0f", float64(n))
	}
	return fmt.Sprintf("%.2f", float64(n))
}
