package compat

// count counts an event of a client.
func (m *Metrics) count(clientID string, f field) {
	m.counters[f].IncFor(clientID)
	if m.exact != nil {
		m.exact.lockAndCount(clientID, f)
	}
}

// RecordConnection counts a connection, and refreshes the client's activity.
func (m *Metrics) RecordConnection(clientID string) {
	m.counters[connections].IncFor(clientID)
	if m.exact != nil {
		m.exact.RecordConnection(clientID)
	}
}

// RecordDisconnection counts a connection that ended. Active connections stop at 0.
func (m *Metrics) RecordDisconnection(clientID string) {
	// Connections only grow in number, so one that ends here was there.
	for n := m.ended.Load(); n < m.connections() && !m.ended.CompareAndSwap(n, n+1); {
		n = m.ended.Load()
	}
	m.count(clientID, disconnections)
}

// RecordFailedConnection counts a connection that did not come about.
func (m *Metrics) RecordFailedConnection(clientID string) { m.count(clientID, failedConnections) }

// RecordReconnection counts a client that came back. The connection that it came
// back with is for RecordConnection.
func (m *Metrics) RecordReconnection(clientID string) { m.count(clientID, reconnections) }

// RecordTimeout counts a connection that fell silent.
func (m *Metrics) RecordTimeout(clientID string) { m.count(clientID, timeouts) }

// RecordMessageSent counts a message and its latency in milliseconds, and refreshes
// the client's activity.
func (m *Metrics) RecordMessageSent(clientID string, latencyMS float64) {
	m.latency.RecordFor(latencyMS, clientID)
	if m.exact != nil {
		if !finite(latencyMS) {
			latencyMS = 0 // leaves the sum as it is; see exactAverage
		}
		m.exact.RecordMessageSent(clientID, latencyMS)
	}
}

// RecordMessageQueued counts a message put into a queue of now queueSize messages.
func (m *Metrics) RecordMessageQueued(clientID string, queueSize int) {
	// A load where nothing changes keeps the line shared between processors.
	size := int64(queueSize)
	if m.queue.Load() != size {
		m.queue.Store(size)
	}
	for n := m.queueMax.Load(); n < size && !m.queueMax.CompareAndSwap(n, size); {
		n = m.queueMax.Load()
	}
	m.count(clientID, messagesQueued)
}

// RecordMessageFailed counts a message that could not be sent.
func (m *Metrics) RecordMessageFailed(clientID string) { m.count(clientID, messagesFailed) }

// RecordMessageExpired counts a message that was given up for its age.
func (m *Metrics) RecordMessageExpired(clientID string) { m.count(clientID, messagesExpired) }

// RecordMessageDeduplicated counts a message not sent because it had been before.
func (m *Metrics) RecordMessageDeduplicated(clientID string) {
	m.count(clientID, messagesDeduplicated)
}

// RecordQueueOverflow counts a message for which the queue had no room.
func (m *Metrics) RecordQueueOverflow(clientID string) { m.count(clientID, queueOverflows) }

// RecordRetryAttempt counts a retry that begins.
func (m *Metrics) RecordRetryAttempt(clientID string) { m.count(clientID, retryAttempts) }

// RecordRetrySuccess counts a retry that ended well.
func (m *Metrics) RecordRetrySuccess(clientID string) { m.count(clientID, retrySuccesses) }

// RecordRetryFailure counts a retry that ended badly.
func (m *Metrics) RecordRetryFailure(clientID string) { m.count(clientID, retryFailures) }

// SetCircuitBreakerState tells the breaker's state; only a change is counted. It
// panics unless the state is Closed, Open or HalfOpen.
func (m *Metrics) SetCircuitBreakerState(state CircuitBreakerState) {
	mustBeKnown(state)
	if CircuitBreakerState(m.state.Swap(uint32(state))) != state {
		m.moves[state].Inc()
	}
}

// RecordCircuitBreakerOpen is SetCircuitBreakerState(Open).
func (m *Metrics) RecordCircuitBreakerOpen() { m.SetCircuitBreakerState(Open) }

// RecordCircuitBreakerClose is SetCircuitBreakerState(Closed).
func (m *Metrics) RecordCircuitBreakerClose() { m.SetCircuitBreakerState(Closed) }

// RecordCircuitBreakerHalfOpen is SetCircuitBreakerState(HalfOpen).
func (m *Metrics) RecordCircuitBreakerHalfOpen() { m.SetCircuitBreakerState(HalfOpen) }
