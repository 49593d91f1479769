package compat

import "time"

// count adds one to a total and to the client's record, if it has one. The caller
// holds the mutex.
func (l *Legacy) count(clientID string, now time.Time, f field) {
	l.updated = now
	*l.total.at(f)++
	if client := l.clients[clientID]; client != nil {
		*client.at(f)++
	}
}

// lockAndCount is for the calls that do nothing but count.
func (l *Legacy) lockAndCount(clientID string, f field) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.count(clientID, time.Now(), f)
}

// RecordConnection counts a connection, begins the client's record if it has none,
// and refreshes its activity.
func (l *Legacy) RecordConnection(clientID string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if l.clients[clientID] == nil {
		l.clients[clientID] = &ClientReport{ClientID: clientID}
	}
	l.active++
	l.activity[clientID] = now
	l.count(clientID, now, connections)
}

// RecordDisconnection counts a connection that ended. Active connections stop at 0.
func (l *Legacy) RecordDisconnection(clientID string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.active = max(0, l.active-1)
	l.count(clientID, time.Now(), disconnections)
}

// RecordFailedConnection counts a connection that did not come about.
func (l *Legacy) RecordFailedConnection(clientID string) {
	l.lockAndCount(clientID, failedConnections)
}

// RecordReconnection counts a client that came back. The connection that it came
// back with is for RecordConnection.
func (l *Legacy) RecordReconnection(clientID string) {
	l.lockAndCount(clientID, reconnections)
}

// RecordTimeout counts a connection that fell silent.
func (l *Legacy) RecordTimeout(clientID string) {
	l.lockAndCount(clientID, timeouts)
}

// RecordMessageSent counts a message and adds its latency in milliseconds, and
// refreshes the client's activity, whether or not it has a record.
func (l *Legacy) RecordMessageSent(clientID string, latencyMS float64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	l.latencySum += latencyMS
	l.activity[clientID] = now
	l.count(clientID, now, messagesSent)
}

// RecordMessageQueued counts a message put into a queue of now queueSize messages.
func (l *Legacy) RecordMessageQueued(clientID string, queueSize int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.queue.CurrentSize = int64(queueSize)
	l.queue.MaxSize = max(l.queue.MaxSize, l.queue.CurrentSize)
	l.count(clientID, time.Now(), messagesQueued)
}

// RecordMessageFailed counts a message that could not be sent.
func (l *Legacy) RecordMessageFailed(clientID string) {
	l.lockAndCount(clientID, messagesFailed)
}

// RecordMessageExpired counts a message that was given up for its age.
func (l *Legacy) RecordMessageExpired(clientID string) {
	l.lockAndCount(clientID, messagesExpired)
}

// RecordMessageDeduplicated counts a message not sent because it had been before.
func (l *Legacy) RecordMessageDeduplicated(clientID string) {
	l.lockAndCount(clientID, messagesDeduplicated)
}

// RecordQueueOverflow counts a message for which the queue had no room.
func (l *Legacy) RecordQueueOverflow(clientID string) {
	l.lockAndCount(clientID, queueOverflows)
}

// RecordRetryAttempt counts a retry that begins.
func (l *Legacy) RecordRetryAttempt(clientID string) {
	l.lockAndCount(clientID, retryAttempts)
}

// RecordRetrySuccess counts a retry that ended well.
func (l *Legacy) RecordRetrySuccess(clientID string) {
	l.lockAndCount(clientID, retrySuccesses)
}

// RecordRetryFailure counts a retry that ended badly.
func (l *Legacy) RecordRetryFailure(clientID string) {
	l.lockAndCount(clientID, retryFailures)
}

// SetCircuitBreakerState tells the breaker's state; only a change is counted. It
// panics unless the state is Closed, Open or HalfOpen.
func (l *Legacy) SetCircuitBreakerState(state CircuitBreakerState) {
	mustBeKnown(state)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.updated = time.Now()
	l.breaker.moveTo(state)
}

// RecordCircuitBreakerOpen is SetCircuitBreakerState(Open).
func (l *Legacy) RecordCircuitBreakerOpen() { l.SetCircuitBreakerState(Open) }

// RecordCircuitBreakerClose is SetCircuitBreakerState(Closed).
func (l *Legacy) RecordCircuitBreakerClose() { l.SetCircuitBreakerState(Closed) }

// RecordCircuitBreakerHalfOpen is SetCircuitBreakerState(HalfOpen).
func (l *Legacy) RecordCircuitBreakerHalfOpen() { l.SetCircuitBreakerState(HalfOpen) }
