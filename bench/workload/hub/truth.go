package hub

import "github.com/whitmetrics/whit/compat"

// Truth is what the clients have counted.
type Truth struct {
	Connections, Failed, Reconnections, Timeouts int64

	Accepted, Delivered                   int64 // by recipients, and as senders were told
	Queued, Undelivered, Expired          int64
	Duplicates, Overflows, Shut, MaxQueue int64

	Retries, RetrySuccesses, RetryFailures int64

	Moves   [3]int64 // of the breaker, by CircuitBreakerState
	Latency int64    // of the messages delivered, in ns
}

func (t *Truth) add(o Truth) {
	longest := max(t.MaxQueue, o.MaxQueue)
	sums, more := t.sums(), o.sums()
	for i, n := range sums {
		*n += *more[i]
	}
	t.MaxQueue = longest
	for s := range t.Moves {
		t.Moves[s] += o.Moves[s]
	}
}

func (t *Truth) sums() []*int64 {
	return []*int64{
		&t.Connections, &t.Failed, &t.Reconnections, &t.Timeouts,
		&t.Accepted, &t.Delivered, &t.Queued, &t.Undelivered, &t.Expired,
		&t.Duplicates, &t.Overflows, &t.Shut,
		&t.Retries, &t.RetrySuccesses, &t.RetryFailures, &t.Latency,
	}
}

// moved counts moves of the breaker.
func (t *Truth) moved(m moves) {
	for s := range t.Moves {
		if m.into(compat.CircuitBreakerState(s)) {
			t.Moves[s]++
		}
	}
}
