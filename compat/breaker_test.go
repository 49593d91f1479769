package compat_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/compat"
)

func TestCircuitBreakerStateRoundTrip(t *testing.T) {
	texts := map[compat.CircuitBreakerState]string{
		compat.Closed: "closed", compat.Open: "open", compat.HalfOpen: "half_open",
	}
	for state, text := range texts {
		assert.Equal(t, text, state.String())
		encoded, err := json.Marshal(state)
		require.NoError(t, err)
		assert.Equal(t, `"`+text+`"`, string(encoded))
		var back compat.CircuitBreakerState
		require.NoError(t, json.Unmarshal(encoded, &back))
		assert.Equal(t, state, back)
	}
}

func TestBadCircuitBreakerText(t *testing.T) {
	for _, text := range []string{"ajar", "", "Open", "half-open", " closed"} {
		state := compat.HalfOpen
		err := state.UnmarshalText([]byte(text))
		assert.EqualError(t, err, `compat: circuit breaker state "`+text+`", want one of ["closed" "open" "half_open"]`)
		assert.Equal(t, compat.HalfOpen, state)
	}
}

func TestUnknownCircuitBreakerState(t *testing.T) {
	unknown := compat.HalfOpen + 1
	assert.Equal(t, "CircuitBreakerState(3)", unknown.String())
	_, err := unknown.MarshalText()
	assert.ErrorContains(t, err, "CircuitBreakerState(3)")

	forEach(t, func(t *testing.T, m compat.WebSocketMetrics) {
		assert.PanicsWithValue(t,
			"compat: SetCircuitBreakerState: CircuitBreakerState(3), want Closed, Open or HalfOpen",
			func() { m.SetCircuitBreakerState(unknown) })
		assert.Equal(t, compat.CircuitBreakerReport{}, m.Report().CircuitBreaker)
	})
}

func TestTheBreakerCountsTransitionsNotCalls(t *testing.T) {
	forEach(t, func(t *testing.T, m compat.WebSocketMetrics) {
		m.RecordCircuitBreakerClose() // it begins closed
		for range 3 {
			m.RecordCircuitBreakerOpen()
		}
		m.SetCircuitBreakerState(compat.Open)
		m.RecordCircuitBreakerHalfOpen()
		m.SetCircuitBreakerState(compat.HalfOpen)
		m.RecordCircuitBreakerOpen()
		m.RecordCircuitBreakerHalfOpen()
		m.RecordCircuitBreakerHalfOpen()
		m.RecordCircuitBreakerClose()
		m.RecordCircuitBreakerOpen()
		want := compat.CircuitBreakerReport{State: compat.Open, Opens: 3, HalfOpens: 2, Closes: 1}
		assert.Equal(t, want, m.Report().CircuitBreaker)
		assert.Equal(t, compat.Open, m.CircuitBreakerState())
	})
}
