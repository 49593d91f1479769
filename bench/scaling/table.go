package main

import (
	"fmt"
	"strings"
)

// rows are the table of places, with what the models give beside what was measured.
func (r *report) rows(places []place) [][]string {
	rows := [][]string{{"GOMAXPROCS", "metrics", "Inc", "Record", "shards", "drained event ns", "shards", "flush µs", "model",
		"publish µs", "model",
		"snapshot µs", "model", "kB", "model", "heap kB"}}
	for _, p := range places {
		event := "-"
		if p.EventNS != nil {
			event = fmt.Sprintf("%.0f", *p.EventNS)
		}
		row := []string{fmt.Sprint(p.Procs), fmt.Sprint(p.Metrics), fmt.Sprintf("%.2f", p.Inc), fmt.Sprintf("%.2f", p.Record),
			fmt.Sprint(p.Timed), event, fmt.Sprint(p.Reached)}
		row = append(row, short(p.FlushNS/1e3), r.predict("flush", p),
			short(p.PublishNS/1e3), r.predict("publish", p), short(p.SnapshotNS/1e3), r.predict("snapshot", p),
			short(float64(p.Bytes)/1e3), r.predict("memory", p), short(float64(p.HeapBytes)/1e3))
		rows = append(rows, row)
	}
	return rows
}

// predict is what the model of a figure gives for a place, if there is one.
func (r *report) predict(of string, p place) string {
	for _, m := range r.Models {
		if m.Of == of {
			return short(m.at(p) * m.scale)
		}
	}
	return "-"
}

// formulas are the models, one a line.
func (r *report) formulas() string {
	var b strings.Builder
	for _, m := range r.Models {
		var terms []string
		for _, t := range m.Terms {
			switch {
			case t.Each == 0:
			case t.Name == "":
				terms = append(terms, short(t.Each))
			default:
				terms = append(terms, short(t.Each)+"·"+t.Name)
			}
		}
		fmt.Fprintf(&b, "%s = %s %s; median error %.0f %%\n", m.Of, strings.Join(terms, " + "), m.Unit, 100*m.Error)
	}
	return b.String()
}

func (r *report) legend() string {
	return fmt.Sprintf(`Inc, Record: time of an event on its P, its metrics in turn, in relation to GOMAXPROCS %d and
%d metrics, where it takes %.1f and %.1f ns; and on how many shards that was measured. Drained event: what each
adds to a flush, or - where flushes vary by more, and from how many shards. Flush: one that finds none; publish: one
after an event of each metric. Bytes are those that whit counts, with all metrics in use, heap those that the runtime does.`,
		r.Processors, r.FixedMetrics, r.IncNS, r.RecordNS)
}

// short writes three digits at least.
func short(v float64) string {
	switch {
	case v >= 100 || v == 0:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.2f", v)
}
