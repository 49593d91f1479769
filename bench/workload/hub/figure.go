package hub

import (
	"math"

	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/compat"
)

// A Figure is one of a report beside the truth. Counts are whole numbers far below
// 2^53, which a float64 holds exactly.
type Figure struct {
	Name     string
	Truth    float64
	Reported float64
	Estimate *aggregate.Estimate // nil if the figure is to be exact
	rounding float64             // how far the figure may be off, relatively, because sums are rounded
}

// Off reports whether the figure ought to be exact and is not.
func (f Figure) Off() bool { return f.Estimate == nil && !(math.Abs(f.Error()) <= f.rounding) }

// Error is the relative error: 0.01 if the figure is 1 % above the truth. Where the
// truth is 0 it is 0 if the figure is too, and infinite otherwise.
func (f Figure) Error() float64 {
	if f.Reported == f.Truth {
		return 0
	}
	return (f.Reported - f.Truth) / math.Abs(f.Truth)
}

// Figures puts a report beside the truth. Everybody has hung up.
func Figures(t Truth, r compat.Report) []Figure {
	var all []Figure
	count := func(name string, truth, reported int64) {
		all = append(all, Figure{Name: name, Truth: float64(truth), Reported: float64(reported)})
	}
	count("connections", t.Connections, r.Connections.Total)
	count("active at the end", 0, r.Connections.Active)
	count("failed connections", t.Failed, r.Connections.Failed)
	count("reconnections", t.Reconnections, r.Connections.Reconnections)
	count("timeouts", t.Timeouts, r.Connections.Timeouts)
	count("messages queued", t.Queued, r.Messages.Queued)
	count("messages sent", t.Accepted, r.Messages.Sent)
	count("messages failed", t.Undelivered, r.Messages.Failed)
	count("messages expired", t.Expired, r.Messages.Expired)
	count("duplicates", t.Duplicates, r.Messages.Deduplicated)
	count("longest queue", t.MaxQueue, r.Queue.MaxSize)
	count("queue overflows", t.Overflows, r.Queue.Overflows)
	count("retries", t.Retries, r.Retry.Attempts)
	count("retries that succeeded", t.RetrySuccesses, r.Retry.Successes)
	count("retries that failed", t.RetryFailures, r.Retry.Failures)
	count("breaker opened", t.Moves[compat.Open], r.CircuitBreaker.Opens)
	count("breaker half open", t.Moves[compat.HalfOpen], r.CircuitBreaker.HalfOpens)
	count("breaker closed", t.Moves[compat.Closed], r.CircuitBreaker.Closes)
	return append(all, latency(t, r))
}

func latency(t Truth, r compat.Report) Figure {
	f := Figure{
		Name:     "mean latency, ms",
		Truth:    float64(t.Latency) / 1e6 / float64(max(t.Delivered, 1)),
		Reported: r.Latency.AverageSendMS,
		rounding: 1e-9,
	}
	if e, ok := r.Estimates["average_send_ms"]; ok {
		f.Estimate = &e
	}
	return f
}
