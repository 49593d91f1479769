package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strings"
)

// write prints the report: tables that are Markdown too, or JSON.
func (r *report) write(w io.Writer, asJSON bool) error {
	if asJSON {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		return e.Encode(r)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%.0f ns of work, and a call behind it; %d pairs each, %s, %s/%s, %d processors\n\n",
		r.Base, r.Pairs, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0))
	line(&b, "overhead in % of the work", "whit", "SDK", "whit, quiet pairs", "SDK, quiet pairs")
	rule(&b, 5)
	for _, x := range r.Rows {
		line(&b, x.Name, x.Whit.All.percent(), x.SDK.All.percent(), x.Whit.Quiet.Overhead.percent(), x.SDK.Quiet.Overhead.percent())
	}
	line(&b, "nothing (the work against its copy)", r.Null.All.percent(), "", r.Null.Quiet.Overhead.percent(), "")
	b.WriteString("\n")
	line(&b, "ns a call", "whit", "SDK", "whit, two at once", "SDK, two at once")
	rule(&b, 5)
	for _, x := range r.Rows {
		line(&b, x.Name, x.Whit.All.CostNS.ns(), x.SDK.All.CostNS.ns(), x.Whit.Parallel.CostNS.ns(), x.SDK.Parallel.CostNS.ns())
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func line(b *strings.Builder, cells ...string) {
	b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

func rule(b *strings.Builder, columns int) {
	b.WriteString(strings.Repeat("|---", columns) + "|\n")
}
