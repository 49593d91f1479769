package compat_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/compat"
)

// golden is a sequence of calls, and what the old class gave for them.
type golden struct {
	Calls   []call                     `json:"calls"`
	Report  json.RawMessage            `json:"report"`
	Clients map[string]json.RawMessage `json:"clients"`
}

// call is one recorded call: the old method's name, and its arguments.
type call []json.RawMessage

func TestGolden(t *testing.T) {
	for name, g := range readGoldens(t) {
		for _, impl := range implementations {
			t.Run(impl.name+"/"+name, func(t *testing.T) {
				m := impl.make(t)
				replay(t, m, g.Calls)
				checkReport(t, g, m)
				checkClients(t, g, m)
			})
		}
	}
}

func readGoldens(t *testing.T) map[string]golden {
	t.Helper()
	paths, err := filepath.Glob("testdata/legacy-*.json")
	require.NoError(t, err)
	require.Len(t, paths, 2)
	goldens := make(map[string]golden)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		var g golden
		require.NoError(t, json.Unmarshal(text, &g), path)
		require.NotEmpty(t, g.Calls, path)
		require.NotEmpty(t, g.Clients, path)
		goldens[filepath.Base(path)] = g
	}
	return goldens
}

// replay makes the calls on m, in their order.
func replay(t *testing.T, m compat.WebSocketMetrics, calls []call) {
	t.Helper()
	for i, c := range calls {
		require.NoError(t, c.on(m), "call %d", i)
	}
}

func (c call) on(m compat.WebSocketMetrics) error {
	var name, subject string // the subject is a client, or the breaker's state
	var value float64
	targets := []any{&name, &subject, &value}
	if len(c) < 2 || len(c) > len(targets) {
		return fmt.Errorf("a call of %d parts", len(c))
	}
	for i, part := range c {
		if err := json.Unmarshal(part, targets[i]); err != nil {
			return err
		}
	}
	simple := map[string]func(string){
		"record_connection":           m.RecordConnection,
		"record_disconnection":        m.RecordDisconnection,
		"record_failed_connection":    m.RecordFailedConnection,
		"record_reconnection":         m.RecordReconnection,
		"record_timeout":              m.RecordTimeout,
		"record_message_failed":       m.RecordMessageFailed,
		"record_message_expired":      m.RecordMessageExpired,
		"record_message_deduplicated": m.RecordMessageDeduplicated,
		"record_queue_overflow":       m.RecordQueueOverflow,
		"record_retry_attempt":        m.RecordRetryAttempt,
		"record_retry_success":        m.RecordRetrySuccess,
		"record_retry_failure":        m.RecordRetryFailure,
	}
	switch record := simple[name]; {
	case record != nil && len(c) == 2:
		record(subject)
	case name == "record_message_sent" && len(c) == 3:
		m.RecordMessageSent(subject, value)
	case name == "record_message_queued" && len(c) == 3:
		m.RecordMessageQueued(subject, int(value))
	case name == "set_circuit_breaker_state" && len(c) == 2:
		var state compat.CircuitBreakerState
		if err := state.UnmarshalText([]byte(subject)); err != nil {
			return err
		}
		m.SetCircuitBreakerState(state)
	default:
		return fmt.Errorf("no call %q with %d parts", name, len(c))
	}
	return nil
}

func checkReport(t *testing.T, g golden, m compat.WebSocketMetrics) {
	t.Helper()
	want, got := leaves(t, g.Report), leaves(t, marshal(t, m.Report()))
	for _, key := range []string{"uptime_seconds", "last_update"} {
		assert.True(t, slices.ContainsFunc(got, isUnder(key)), "the report lacks %s", key)
		got = slices.DeleteFunc(got, isUnder(key))
	}
	for _, key := range []string{"estimates", "meta_metrics"} {
		got = slices.DeleteFunc(got, isUnder(key))
	}
	assert.Equal(t, want, got)
	checkReaders(t, g, m)
}

// checkReaders holds the methods that read one figure against the golden report.
func checkReaders(t *testing.T, g golden, m compat.WebSocketMetrics) {
	t.Helper()
	var want compat.Report
	require.NoError(t, json.Unmarshal(g.Report, &want))
	assert.Equal(t, want.Connections.Active, m.ActiveConnections())
	assert.Equal(t, want.CircuitBreaker.State, m.CircuitBreakerState())
	assert.Equal(t, want.Latency.AverageSendMS, m.AverageSendLatency())
	assert.Equal(t, want.Retry.SuccessRate, m.RetrySuccessRate())
}

func checkClients(t *testing.T, g golden, m compat.WebSocketMetrics) {
	t.Helper()
	clients := m.Clients()
	assert.Len(t, clients, len(g.Clients))
	byID := func(a, b compat.ClientReport) int { return bytes.Compare([]byte(a.ClientID), []byte(b.ClientID)) }
	assert.True(t, slices.IsSortedFunc(clients, byID), "clients are not sorted")
	for _, client := range clients {
		want, known := g.Clients[client.ClientID]
		if !assert.True(t, known, "client %q has a record and should have none", client.ClientID) {
			continue
		}
		got := slices.DeleteFunc(leaves(t, marshal(t, client)), isUnder("estimates"))
		assert.Equal(t, leaves(t, want), got)
		one, ok := m.Client(client.ClientID)
		assert.True(t, ok)
		assert.Equal(t, client, one)
	}
}

func marshal(t *testing.T, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	require.NoError(t, err)
	return text
}
