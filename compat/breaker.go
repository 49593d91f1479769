package compat

import (
	"fmt"
	"strconv"
)

// CircuitBreakerState is the position of a circuit breaker. The zero value is
// Closed, the position that a breaker starts in. As text, and so in JSON, it is
// "closed", "open" or "half_open".
type CircuitBreakerState uint8

const (
	Closed   CircuitBreakerState = iota // requests pass
	Open                                // requests are refused
	HalfOpen                            // a few requests pass, to see whether the fault is gone
)

var breakerTexts = [...]string{Closed: "closed", Open: "open", HalfOpen: "half_open"}

func (s CircuitBreakerState) known() bool { return int(s) < len(breakerTexts) }

// String returns the state's text, or "CircuitBreakerState(n)" for a value that
// is none of the three.
func (s CircuitBreakerState) String() string {
	if !s.known() {
		return "CircuitBreakerState(" + strconv.Itoa(int(s)) + ")"
	}
	return breakerTexts[s]
}

// MarshalText returns the state's text, or an error for a value that is none of
// the three: such a text could not be read back.
func (s CircuitBreakerState) MarshalText() ([]byte, error) {
	if !s.known() {
		return nil, fmt.Errorf("compat: %v has no text, want Closed, Open or HalfOpen", s)
	}
	return []byte(breakerTexts[s]), nil
}

// UnmarshalText sets s to the state with exactly this text. For any other text it
// returns an error that names the text and what is allowed, and leaves s as it is.
func (s *CircuitBreakerState) UnmarshalText(text []byte) error {
	for state, known := range breakerTexts {
		if string(text) == known {
			*s = CircuitBreakerState(state)
			return nil
		}
	}
	return fmt.Errorf("compat: circuit breaker state %q, want one of %q", text, breakerTexts)
}

// moveTo counts a transition, not a call: a breaker that is told its own state
// again has not moved.
func (r *CircuitBreakerReport) moveTo(state CircuitBreakerState) {
	if r.State == state {
		return
	}
	r.State = state
	switch state {
	case Closed:
		r.Closes++
	case Open:
		r.Opens++
	case HalfOpen:
		r.HalfOpens++
	}
}

// mustBeKnown panics for a state that no report could show. Called before any
// lock is taken, so that a caller who recovers can go on.
func mustBeKnown(state CircuitBreakerState) {
	if !state.known() {
		panic("compat: SetCircuitBreakerState: " + state.String() + ", want Closed, Open or HalfOpen")
	}
}
