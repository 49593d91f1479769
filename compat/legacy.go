package compat

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"
)

// Legacy is the old class's behaviour exactly, made safe for concurrent use by one
// mutex. Every call takes it, reads the clock and looks the client up in a map;
// memory grows with every client until [Legacy.CleanupInactiveClients] or the
// automatic cleanup removes it. Make one with [NewLegacy].
//
// Values are taken as they come, as they were by the old class. A negative latency
// lowers the average; one that is NaN or infinite makes it NaN or infinite from
// then on, and a Report with that is refused by encoding/json. A negative queue
// size becomes the current one and leaves the maximum at 0 or above.
type Legacy struct {
	start   time.Time
	cleanup periodic

	mu sync.Mutex // guards all below
	// total borrows the type of a client's record, as it has the same counts: one
	// selector then serves both.
	total      ClientReport
	active     int64
	latencySum float64 // milliseconds, in the order of the calls: another order may differ in the last digit
	queue      QueueReport
	breaker    CircuitBreakerReport
	updated    time.Time
	clients    map[string]*ClientReport
	activity   map[string]time.Time // of clients without a record too
}

var _ WebSocketMetrics = (*Legacy)(nil)

// NewLegacy returns metrics that start at 0, with a closed circuit breaker and no
// goroutine of their own.
func NewLegacy() *Legacy {
	now := time.Now()
	return &Legacy{
		start:    now,
		updated:  now,
		clients:  make(map[string]*ClientReport),
		activity: make(map[string]time.Time),
	}
}

// ActiveConnections returns connections less disconnections, never below 0.
func (l *Legacy) ActiveConnections() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.active
}

// CircuitBreakerState returns the state last told, Closed before any.
func (l *Legacy) CircuitBreakerState() CircuitBreakerState {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.breaker.State
}

// AverageSendLatency returns the mean latency in milliseconds of all messages
// sent, 0 without any.
func (l *Legacy) AverageSendLatency() float64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.averageLatency()
}

func (l *Legacy) averageLatency() float64 {
	if l.total.MessagesSent == 0 {
		return 0
	}
	return l.latencySum / float64(l.total.MessagesSent)
}

// RetrySuccessRate returns successes / (successes + failures), 0 without any.
func (l *Legacy) RetrySuccessRate() float64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return successRate(l.total.RetrySuccesses, l.total.RetryFailures)
}

// UptimeSeconds returns the seconds since NewLegacy.
func (l *Legacy) UptimeSeconds() float64 { return time.Since(l.start).Seconds() }

// Client returns a copy of the client's record, and whether it has one.
func (l *Legacy) Client(clientID string) (ClientReport, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if client := l.clients[clientID]; client != nil {
		return *client, true
	}
	return ClientReport{}, false
}

// Clients returns copies of all records, sorted by client ID. The copying is done
// under the mutex: recording waits for it.
func (l *Legacy) Clients() []ClientReport {
	l.mu.Lock()
	reports := make([]ClientReport, 0, len(l.clients))
	for _, client := range l.clients {
		reports = append(reports, *client)
	}
	l.mu.Unlock()
	slices.SortFunc(reports, func(a, b ClientReport) int { return cmp.Compare(a.ClientID, b.ClientID) })
	return reports
}

// Report returns all figures that are not a client's, of one moment.
func (l *Legacy) Report() Report {
	l.mu.Lock()
	defer l.mu.Unlock()
	t := &l.total
	return Report{
		Connections: ConnectionsReport{
			Total: t.Connections, Active: l.active, Failed: t.FailedConnections,
			Reconnections: t.Reconnections, Timeouts: t.Timeouts,
		},
		Messages: MessagesReport{
			Sent: t.MessagesSent, Queued: t.MessagesQueued, Failed: t.MessagesFailed,
			Expired: t.MessagesExpired, Deduplicated: t.MessagesDeduplicated,
		},
		Queue: QueueReport{
			CurrentSize: l.queue.CurrentSize, MaxSize: l.queue.MaxSize, Overflows: t.QueueOverflows,
		},
		Retry: RetryReport{
			Attempts: t.RetryAttempts, Successes: t.RetrySuccesses, Failures: t.RetryFailures,
			SuccessRate: successRate(t.RetrySuccesses, t.RetryFailures),
		},
		CircuitBreaker: l.breaker,
		Latency:        LatencyReport{AverageSendMS: l.averageLatency()},
		UptimeSeconds:  l.UptimeSeconds(),
		LastUpdate:     float64(l.updated.UnixMicro()) / 1e6,
	}
}

// CleanupInactiveClients removes the clients that were idle for more than ttl, 1
// hour if ttl is 0, and returns how many. It holds the mutex while it looks at
// every client.
func (l *Legacy) CleanupInactiveClients(ttl time.Duration) int {
	if ttl == 0 {
		ttl = defaultClientTTL
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	before := len(l.activity)
	now := time.Now()
	maps.DeleteFunc(l.activity, func(clientID string, last time.Time) bool {
		if now.Sub(last) <= ttl {
			return false
		}
		delete(l.clients, clientID)
		return true
	})
	return before - len(l.activity)
}

// StartAutomaticCleanup removes clients idle for more than 1 hour, every 5 minutes
// from now. It does nothing if already started.
func (l *Legacy) StartAutomaticCleanup() {
	l.cleanup.start(cleanupInterval, func() { l.CleanupInactiveClients(defaultClientTTL) })
}

// StopAutomaticCleanup ends what StartAutomaticCleanup started, without waiting
// for a cleanup that is under way.
func (l *Legacy) StopAutomaticCleanup() { l.cleanup.stop() }

// StopBackgroundTasks is StopAutomaticCleanup, and waits until the goroutine has
// ended. If ctx is over before that, it returns an error that wraps ctx's.
func (l *Legacy) StopBackgroundTasks(ctx context.Context) error { return l.cleanup.stopAndWait(ctx) }
