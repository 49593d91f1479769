package web

import (
	"context"
	"fmt"

	"github.com/whitmetrics/whit"
)

// Whit is the implementation by whit: 6 events a request, and one more for an
// error.
type Whit struct {
	metrics *whit.Metrics

	begun, ended, requests, errors *whit.Counter
	status                         [len(Statuses)]*whit.Counter
	bytes                          *whit.Distribution
	duration                       *whit.Timer
}

// NewWhit starts a whit.Metrics; the error is that of whit.New.
func NewWhit(c whit.Config) (*Whit, error) {
	m, err := whit.New(c)
	if err != nil {
		return nil, err
	}
	w := &Whit{
		metrics:  m,
		begun:    m.Counter("requests_begun"),
		ended:    m.Counter("requests_ended"),
		requests: m.Counter("requests"),
		errors:   m.Counter("errors", whit.Critical()),
		bytes:    m.Distribution("answer_size", whit.Unit("bytes")),
		duration: m.Timer("request_duration"),
	}
	for i, s := range Statuses {
		w.status[i] = m.Counter(fmt.Sprintf("status_%d", s))
	}
	return w, nil
}

func (w *Whit) Begin() Span {
	// Two counters tell how many requests are in flight at the price of two
	// increments; a gauge would be shared by all processors.
	w.begun.Inc()
	return Span{sampled: w.duration.Start()}
}

func (w *Whit) End(s Span, a Answer) {
	s.sampled.End()
	w.requests.IncFor(a.Client)
	if i := place(a.Status); i >= 0 {
		w.status[i].Inc()
	}
	if a.Status >= firstError {
		w.errors.Inc()
	}
	w.bytes.RecordFor(float64(a.Bytes), a.Client)
	w.ended.Inc()
}

func (w *Whit) Close(ctx context.Context) error { return w.metrics.Stop(ctx) }

func (w *Whit) Totals() (Totals, bool) {
	s := w.metrics.Snapshot()
	count := func(name string) uint64 {
		total, _ := s.Total(name)
		return total.Count
	}
	bytes, _ := s.Total("answer_size")
	t := Totals{
		Begun: count("requests_begun"), Ended: count("requests_ended"),
		Requests: count("requests"), Errors: count("errors"),
		Timed: count("request_duration"), Answers: bytes.Count,
		Bytes: bytes.Sum.Value, MeanBytes: bytes.Mean.Value, Estimated: true,
	}
	for i, s := range Statuses {
		t.Status[i] = count(fmt.Sprintf("status_%d", s))
	}
	return t, true
}
