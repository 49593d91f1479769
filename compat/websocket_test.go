package compat_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/whitmetrics/whit/compat"
)

func TestARecordBeginsWithAConnection(t *testing.T) {
	forEach(t, func(t *testing.T, m compat.WebSocketMetrics) {
		m.RecordMessageSent("a", 2)
		_, known := m.Client("a")
		assert.False(t, known)
		assert.Empty(t, m.Clients())

		m.RecordConnection("a")
		m.RecordMessageSent("a", 4)
		m.RecordConnection("a")
		client, known := m.Client("a")
		assert.True(t, known)
		assert.Equal(t, compat.ClientReport{ClientID: "a", Connections: 2, MessagesSent: 1}, client)
		assert.EqualValues(t, 2, m.Report().Messages.Sent)
	})
}

func TestActiveConnectionsStopAtZero(t *testing.T) {
	forEach(t, func(t *testing.T, m compat.WebSocketMetrics) {
		m.RecordDisconnection("a")
		assert.Zero(t, m.ActiveConnections())
		m.RecordConnection("a")
		assert.EqualValues(t, 1, m.ActiveConnections())
	})
}

func TestFiguresWithoutAnyEventAreZero(t *testing.T) {
	forEach(t, func(t *testing.T, m compat.WebSocketMetrics) {
		m.RecordRetryAttempt("a") // has not ended yet, so there is no rate yet
		assert.Zero(t, m.AverageSendLatency())
		assert.Zero(t, m.RetrySuccessRate())
		assert.Equal(t, compat.Closed, m.CircuitBreakerState())
	})
}

func TestConcurrentRecording(t *testing.T) {
	const goroutines, rounds = 8, 500
	forEach(t, func(t *testing.T, m compat.WebSocketMetrics) {
		var all sync.WaitGroup
		for g := range goroutines {
			all.Go(func() {
				for range rounds {
					recordEverything(m, string(rune('a'+g%4)))
					readEverything(m)
				}
			})
		}
		all.Wait()

		const n = goroutines * rounds
		r := m.Report()
		assert.Equal(t, compat.ConnectionsReport{Total: 2 * n, Active: n, Failed: n, Reconnections: n, Timeouts: n}, r.Connections)
		assert.Equal(t, compat.MessagesReport{Sent: n, Queued: n, Failed: n, Expired: n, Deduplicated: n}, r.Messages)
		assert.Equal(t, compat.QueueReport{CurrentSize: 7, MaxSize: 7, Overflows: n}, r.Queue)
		assert.Equal(t, compat.RetryReport{Attempts: n, Successes: n, Failures: n, SuccessRate: 0.5}, r.Retry)
		assert.Equal(t, 2.0, r.Latency.AverageSendMS)
		assert.Len(t, m.Clients(), 4)
	})
}

func recordEverything(m compat.WebSocketMetrics, client string) {
	m.RecordConnection(client)
	m.RecordConnection(client) // one more than is disconnected below, so that 0 is never met
	m.RecordDisconnection(client)
	for _, record := range []func(string){
		m.RecordFailedConnection, m.RecordReconnection, m.RecordTimeout,
		m.RecordMessageFailed, m.RecordMessageExpired, m.RecordMessageDeduplicated,
		m.RecordQueueOverflow, m.RecordRetryAttempt, m.RecordRetrySuccess, m.RecordRetryFailure,
	} {
		record(client)
	}
	m.RecordMessageSent(client, 2)
	m.RecordMessageQueued(client, 7)
	m.RecordCircuitBreakerOpen()
	m.RecordCircuitBreakerHalfOpen()
	m.RecordCircuitBreakerClose()
}

func readEverything(m compat.WebSocketMetrics) {
	m.Client("a")
	m.Clients()
	m.Report()
	m.ActiveConnections()
	m.CircuitBreakerState()
	m.AverageSendLatency()
	m.RetrySuccessRate()
	m.UptimeSeconds()
	m.CleanupInactiveClients(0)
	m.StartAutomaticCleanup()
	m.StopAutomaticCleanup()
}
