package compat_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/whitmetrics/whit/compat"
)

// forEachInBubble is forEach with a clock that moves only when all wait.
func forEachInBubble(t *testing.T, test func(*testing.T, compat.WebSocketMetrics)) {
	for _, impl := range implementations {
		t.Run(impl.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := impl.make(t)
				test(t, m)
				assert.NoError(t, m.StopBackgroundTasks(t.Context()))
			})
		})
	}
}

func TestCleanupRemovesClientsIdleForMoreThanTheTTL(t *testing.T) {
	forEachInBubble(t, func(t *testing.T, m compat.WebSocketMetrics) {
		m.RecordConnection("idle")
		m.RecordMessageSent("unknown", 1)
		<-time.After(time.Second)
		m.RecordConnection("busy")
		<-time.After(time.Minute - time.Second)

		assert.Zero(t, m.CleanupInactiveClients(time.Minute), "a minute is not more than a minute")
		<-time.After(time.Nanosecond)
		assert.Equal(t, 2, m.CleanupInactiveClients(time.Minute), "clients without a record count too")
		assert.Zero(t, m.CleanupInactiveClients(time.Minute))

		_, known := m.Client("idle")
		assert.False(t, known)
		_, known = m.Client("busy")
		assert.True(t, known)
	})
}

func TestCleanupLeavesTotals(t *testing.T) {
	forEachInBubble(t, func(t *testing.T, m compat.WebSocketMetrics) {
		m.RecordConnection("a")
		m.RecordMessageSent("a", 3)
		before := m.Report()
		assert.Equal(t, 1, m.CleanupInactiveClients(-1), "a negative TTL forgets every client")
		assert.Equal(t, before, m.Report())

		m.RecordTimeout("a")
		assert.Empty(t, m.Clients(), "only a connection begins a new record")
		m.RecordConnection("a")
		client, _ := m.Client("a")
		assert.Equal(t, compat.ClientReport{ClientID: "a", Connections: 1}, client)
	})
}

// What refreshes a client's activity is what keeps it through a cleanup.
func TestOnlyConnectionsAndSentMessagesAreActivity(t *testing.T) {
	calls := map[string]func(compat.WebSocketMetrics, string){
		"a connection": compat.WebSocketMetrics.RecordConnection,
		"a message":    func(m compat.WebSocketMetrics, client string) { m.RecordMessageSent(client, 1) },
	}
	others := map[string]func(compat.WebSocketMetrics, string){
		"disconnection":     compat.WebSocketMetrics.RecordDisconnection,
		"failed connection": compat.WebSocketMetrics.RecordFailedConnection,
		"reconnection":      compat.WebSocketMetrics.RecordReconnection,
		"timeout":           compat.WebSocketMetrics.RecordTimeout,
		"queued":            func(m compat.WebSocketMetrics, client string) { m.RecordMessageQueued(client, 1) },
		"failed":            compat.WebSocketMetrics.RecordMessageFailed,
		"expired":           compat.WebSocketMetrics.RecordMessageExpired,
		"deduplicated":      compat.WebSocketMetrics.RecordMessageDeduplicated,
		"overflow":          compat.WebSocketMetrics.RecordQueueOverflow,
		"attempt":           compat.WebSocketMetrics.RecordRetryAttempt,
		"success":           compat.WebSocketMetrics.RecordRetrySuccess,
		"failure":           compat.WebSocketMetrics.RecordRetryFailure,
	}
	forEachInBubble(t, func(t *testing.T, m compat.WebSocketMetrics) {
		for client := range calls {
			m.RecordConnection(client)
		}
		for client := range others {
			m.RecordConnection(client)
		}
		<-time.After(time.Hour)
		for client, record := range calls {
			record(m, client)
		}
		for client, record := range others {
			record(m, client)
			record(m, "unknown")
		}
		<-time.After(time.Second)
		assert.Equal(t, len(others), m.CleanupInactiveClients(0), "0 stands for an hour")
		for _, client := range m.Clients() {
			assert.Contains(t, calls, client.ClientID)
		}
	})
}

func TestAutomaticCleanup(t *testing.T) {
	forEachInBubble(t, func(t *testing.T, m compat.WebSocketMetrics) {
		m.RecordConnection("a")
		m.StartAutomaticCleanup()
		m.StartAutomaticCleanup() // does nothing: the bubble would find a goroutine left over
		<-time.After(time.Hour + time.Minute)
		assert.Len(t, m.Clients(), 1, "the cleanup of one hour finds it idle for not more than that")
		<-time.After(4*time.Minute + time.Second)
		assert.Empty(t, m.Clients())
	})
}

func TestStoppedCleanupCanStartAgain(t *testing.T) {
	forEachInBubble(t, func(t *testing.T, m compat.WebSocketMetrics) {
		m.StopAutomaticCleanup()
		m.StartAutomaticCleanup()
		m.StopAutomaticCleanup()
		m.StopAutomaticCleanup()
		m.RecordConnection("a")
		<-time.After(2 * time.Hour)
		assert.Len(t, m.Clients(), 1)

		m.StartAutomaticCleanup()
		<-time.After(5*time.Minute + time.Second)
		assert.Empty(t, m.Clients())
	})
}

func TestStopBackgroundTasksIsIdempotent(t *testing.T) {
	forEachInBubble(t, func(t *testing.T, m compat.WebSocketMetrics) {
		over, cancel := context.WithCancel(t.Context())
		cancel()
		if _, ok := m.(*compat.Legacy); ok {
			assert.NoError(t, m.StopBackgroundTasks(over), "nothing was started")
		}
		m.StartAutomaticCleanup()
		assert.NoError(t, m.StopBackgroundTasks(t.Context()))
		for range 20 { // a choice at random would be right now and then
			assert.NoError(t, m.StopBackgroundTasks(over), "it had ended before ctx mattered")
		}
		m.RecordConnection("a")
		assert.EqualValues(t, 1, m.ActiveConnections(), "recording goes on")
	})
}
