package compat

import (
	"math"
	"time"

	"github.com/whitmetrics/whit/aggregate"
)

// ActiveConnections returns connections less disconnections, never below 0.
func (m *Metrics) ActiveConnections() int64 { return m.active.Load() }

// CircuitBreakerState returns the state last told, Closed before any.
func (m *Metrics) CircuitBreakerState() CircuitBreakerState {
	return CircuitBreakerState(m.state.Load())
}

// AverageSendLatency returns the mean latency in milliseconds of all messages sent,
// as estimated from the sampled ones; 0 without any of those.
func (m *Metrics) AverageSendLatency() float64 { return m.Report().Latency.AverageSendMS }

// RetrySuccessRate returns successes / (successes + failures), 0 without any.
func (m *Metrics) RetrySuccessRate() float64 { return m.report().Retry.SuccessRate }

// UptimeSeconds returns the seconds since New.
func (m *Metrics) UptimeSeconds() float64 { return time.Since(m.start).Seconds() }

// Client returns the client's record, and whether it has one.
func (m *Metrics) Client(clientID string) (ClientReport, bool) {
	if m.exact != nil {
		return m.exact.Client(clientID)
	}
	m.refresh()
	return m.sampled.client(clientID)
}

// Clients returns all records, sorted by client ID.
func (m *Metrics) Clients() []ClientReport {
	if m.exact != nil {
		return m.exact.Clients()
	}
	m.refresh()
	return m.sampled.clients()
}

// Report returns all figures that are not a client's. Counts are read one after
// the other while recording goes on.
func (m *Metrics) Report() Report {
	if m.exact == nil {
		m.refresh()
	}
	return m.report()
}

// report is Report as of what has been taken in.
func (m *Metrics) report() Report {
	s := m.whit.Snapshot()
	total := func(name string) aggregate.Total { t, _ := s.Total("websocket_" + name); return t }
	count := func(f field) int64 { return int64(total(f.String()).Count) }
	moves := func(state CircuitBreakerState) int64 { return int64(total("circuit_breaker_" + state.String()).Count) }
	latency := total("send_latency")
	r := Report{
		Connections: ConnectionsReport{
			Total: count(connections), Active: m.active.Load(), Failed: count(failedConnections),
			Reconnections: count(reconnections), Timeouts: count(timeouts),
		},
		Messages: MessagesReport{
			Sent: int64(latency.Count + latency.Rejected), Queued: count(messagesQueued), Failed: count(messagesFailed),
			Expired: count(messagesExpired), Deduplicated: count(messagesDeduplicated),
		},
		Queue: QueueReport{
			CurrentSize: m.queue.Load(), MaxSize: m.queueMax.Load(), Overflows: count(queueOverflows),
		},
		Retry: RetryReport{
			Attempts: count(retryAttempts), Successes: count(retrySuccesses), Failures: count(retryFailures),
			SuccessRate: successRate(count(retrySuccesses), count(retryFailures)),
		},
		CircuitBreaker: CircuitBreakerReport{
			State: m.CircuitBreakerState(), Opens: moves(Open), HalfOpens: moves(HalfOpen), Closes: moves(Closed),
		},
		UptimeSeconds: m.UptimeSeconds(),
		LastUpdate:    lastUpdate(s),
	}
	m.reportLatency(&r, latency)
	if !m.noMeta {
		r.MetaMetrics = &s.Meta
	}
	return r
}

// reportLatency fills in the average, and if it is an estimate, how good it is.
func (m *Metrics) reportLatency(r *Report, latency aggregate.Total) {
	if m.exact != nil {
		r.Latency.AverageSendMS = m.exact.AverageSendLatency()
		return
	}
	if latency.Count == 0 {
		return
	}
	r.Estimates = map[string]aggregate.Estimate{"average_send_ms": latency.Mean}
	if !math.IsNaN(latency.Mean.Value) {
		r.Latency.AverageSendMS = latency.Mean.Value
	}
}

// lastUpdate returns when any count has last grown, in Unix seconds: within a
// FlushInterval, as no event reads a clock for it.
func lastUpdate(s *aggregate.Snapshot) float64 {
	last := s.Totals[0].Updated
	for _, t := range s.Totals {
		if t.Updated.After(last) {
			last = t.Updated
		}
	}
	return float64(last.UnixMicro()) / 1e6
}
