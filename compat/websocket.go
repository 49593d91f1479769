package compat

import (
	"context"
	"time"
)

const (
	defaultClientTTL = time.Hour
	cleanupInterval  = 5 * time.Minute
)

// WebSocketMetrics records what happens on a server's websocket connections and
// reports it. All methods may be called from any goroutine at any time.
//
// A client's record begins with its first RecordConnection (of [Metrics] below a
// sample rate of 1, with its first sampled event). Before that, and after
// a cleanup has removed the record, calls for the client change only the totals;
// another RecordConnection begins a new record.
//
// An ID is any string, the empty one too; a string made of a buffer that will be
// used again has to be cloned first.
type WebSocketMetrics interface {
	// RecordConnection counts a connection and one more active one, begins the
	// client's record if it has none, and refreshes its activity.
	RecordConnection(clientID string)
	// RecordDisconnection counts a connection that ended, of a client without a
	// record too. Active connections stop at 0.
	RecordDisconnection(clientID string)
	RecordFailedConnection(clientID string)
	RecordReconnection(clientID string)
	RecordTimeout(clientID string)

	// RecordMessageSent counts a message and its latency in milliseconds, and
	// refreshes the client's activity, whether or not it has a record.
	RecordMessageSent(clientID string, latencyMS float64)
	// RecordMessageQueued counts a message that was put into a queue of now
	// queueSize messages.
	RecordMessageQueued(clientID string, queueSize int)
	RecordMessageFailed(clientID string)
	RecordMessageExpired(clientID string)
	RecordMessageDeduplicated(clientID string)
	RecordQueueOverflow(clientID string)

	RecordRetryAttempt(clientID string)
	RecordRetrySuccess(clientID string)
	RecordRetryFailure(clientID string)

	// SetCircuitBreakerState tells the breaker's state; a transition is counted if
	// it differs from the last one told. It panics unless the state is Closed,
	// Open or HalfOpen.
	SetCircuitBreakerState(state CircuitBreakerState)
	RecordCircuitBreakerOpen()     // SetCircuitBreakerState(Open)
	RecordCircuitBreakerClose()    // SetCircuitBreakerState(Closed)
	RecordCircuitBreakerHalfOpen() // SetCircuitBreakerState(HalfOpen)

	ActiveConnections() int64
	CircuitBreakerState() CircuitBreakerState
	AverageSendLatency() float64 // mean in milliseconds, 0 without any; of Metrics, without any sample
	RetrySuccessRate() float64   // successes / (successes + failures), 0 to 1, 0 without any
	UptimeSeconds() float64      // since the metrics were made

	// Client returns the client's record, and whether it has one.
	Client(clientID string) (ClientReport, bool)
	// Clients returns all records, sorted by client ID.
	Clients() []ClientReport
	// Report returns all figures that are not a client's.
	Report() Report

	// CleanupInactiveClients forgets the clients whose activity was last refreshed
	// more than ttl ago, and returns how many: clients without a record that sent
	// messages are among them. Totals stay. A ttl of 0 stands for 1 hour, a
	// negative one forgets every client.
	CleanupInactiveClients(ttl time.Duration) int
	// StartAutomaticCleanup calls CleanupInactiveClients(0) every 5 minutes, on a
	// goroutine, until it is stopped. It does nothing if already started.
	StartAutomaticCleanup()
	// StopAutomaticCleanup lets no further cleanup become due and does not wait for
	// one that is. It does nothing if not started; a new start is possible.
	StopAutomaticCleanup()
	// StopBackgroundTasks stops whatever goroutines the metrics have and waits for
	// their end, or for that of ctx: then it returns ctx's error, and they end in
	// their own time. Recording and reading go on working. It may be called
	// repeatedly.
	StopBackgroundTasks(ctx context.Context) error
}
