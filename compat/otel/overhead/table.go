package main

import (
	"io"
	"runtime"

	"github.com/whitmetrics/whit/bench/show"
)

// write prints the report: tables that are Markdown too, or JSON.
func (r *report) write(w io.Writer, asJSON bool) error {
	if asJSON {
		return show.JSON(w, r)
	}
	t := show.NewTables(w)
	t.Text("%.0f ns of work, and a call behind it; %d pairs each, %s, %s/%s, %d processors\n\n",
		r.Base, r.Pairs, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0))
	rows := [][]string{{"overhead in % of the work", "whit", "SDK", "whit, quiet pairs", "SDK, quiet pairs"}}
	for _, x := range r.Rows {
		rows = append(rows, []string{x.Name, x.Whit.All.between(), x.SDK.All.between(), percent(x.Whit.Quiet.Overhead), percent(x.SDK.Quiet.Overhead)})
	}
	rows = append(rows, []string{"nothing (the work against its copy)", r.Null.All.between(), "", percent(r.Null.Quiet.Overhead), ""})
	t.Markdown(rows)
	t.Text("\n")
	rows = [][]string{{"ns a call", "whit", "SDK", "whit, two at once", "SDK, two at once"}}
	for _, x := range r.Rows {
		rows = append(rows, []string{x.Name, short(x.Whit.All.CostNS), short(x.SDK.All.CostNS), short(x.Whit.Parallel.CostNS), short(x.SDK.Parallel.CostNS)})
	}
	t.Markdown(rows)
	return t.Err()
}
