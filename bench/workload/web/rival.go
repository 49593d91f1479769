package web

import (
	"fmt"
	"time"

	"github.com/whitmetrics/whit/bench/rival"
)

// Rival is the implementation by a mutex and maps. It tells what Whit tells, with
// the calls that somebody who writes such a thing would make.
type Rival struct {
	None
	metrics *rival.Metrics
	status  [len(Statuses)]string // names, which need not be put together each time
}

// NewRival returns an empty Rival.
func NewRival() *Rival {
	r := &Rival{metrics: rival.New()}
	for i, s := range Statuses {
		r.status[i] = fmt.Sprintf("status_%d", s)
	}
	return r
}

func (r *Rival) Begin() Span {
	r.metrics.Inc("requests_begun")
	return Span{start: time.Now()}
}

func (r *Rival) End(s Span, a Answer) {
	r.metrics.Since("request_duration", s.start)
	r.metrics.IncFor("requests", a.Client)
	if i := place(a.Status); i >= 0 {
		r.metrics.Inc(r.status[i])
	}
	if a.Status >= firstError {
		r.metrics.Inc("errors")
	}
	r.metrics.RecordFor("answer_size", float64(a.Bytes), a.Client)
	r.metrics.Inc("requests_ended")
}

func (r *Rival) Totals() (Totals, bool) {
	size := r.metrics.Summary("answer_size")
	t := Totals{
		Begun: r.metrics.Count("requests_begun"), Ended: r.metrics.Count("requests_ended"),
		Requests: r.metrics.Count("requests"), Errors: r.metrics.Count("errors"),
		Timed: r.metrics.Count("request_duration"), Answers: size.Count,
		Bytes: size.Sum, MeanBytes: size.Mean(),
	}
	for i, name := range r.status {
		t.Status[i] = r.metrics.Count(name)
	}
	return t, true
}
