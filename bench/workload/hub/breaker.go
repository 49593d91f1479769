package hub

import (
	"sync"

	"github.com/whitmetrics/whit/compat"
)

const (
	opensAfter  = 8  // messages that failed
	reopenAfter = 16 // messages that were refused
)

// moves is a set of states that the breaker has moved into, a bit for each.
type moves uint8

func (m moves) into(s compat.CircuitBreakerState) bool { return m>>s&1 == 1 }

// A breaker refuses messages after too many have failed. Having refused some, it lets
// one through on trial. It tells the metrics while it holds the mutex, so that they
// hear of its moves in their order.
type breaker struct {
	metrics compat.WebSocketMetrics

	mu      sync.Mutex
	state   compat.CircuitBreakerState
	failed  int // since it was closed
	refused int // since it was opened
}

// admit decides about a message: whether it may pass, and on trial.
func (b *breaker) admit() (pass, trial bool, m moves) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch b.state {
	case compat.Closed:
		return true, false, 0
	case compat.Open:
		if b.refused++; b.refused > reopenAfter {
			return true, true, b.move(compat.HalfOpen)
		}
	}
	return false, false, 0
}

// settle takes in what became of a message that had passed.
func (b *breaker) settle(well, trial bool) moves {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case trial && well:
		b.failed = 0
		return b.move(compat.Closed)
	case trial:
		b.refused = 0
		return b.move(compat.Open)
	case b.state != compat.Closed || well:
		return 0
	}
	if b.failed++; b.failed < opensAfter {
		return 0
	}
	b.refused = 0
	return b.move(compat.Open)
}

func (b *breaker) move(to compat.CircuitBreakerState) moves {
	b.state = to
	b.metrics.SetCircuitBreakerState(to)
	return 1 << to
}
