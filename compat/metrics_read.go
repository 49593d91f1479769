package compat

import (
	"math"
	"time"

	"github.com/whitmetrics/whit/aggregate"
)

// ActiveConnections returns connections less disconnections, never below 0.
func (m *Metrics) ActiveConnections() int64 {
	ended := m.ended.Load() // first: there have been as many connections
	return m.connections() - ended
}

func (m *Metrics) connections() int64 { return int64(m.counters[connections].Count()) }

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
			Total: count(connections), Active: m.ActiveConnections(), Failed: count(failedConnections),
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
	switch {
	case latency.Count == 0:
	case m.exact != nil:
		r.Latency.AverageSendMS = inJSON(m.exactAverage(latency))
	default:
		r.Latency.AverageSendMS = inJSON(latency.Mean.Value)
		r.Estimates = map[string]aggregate.Estimate{"average_send_ms": latency.Mean}
	}
}

// exactAverage is Legacy's average over the messages whose latency was not refused:
// to Legacy the others were messages of 0 ms.
func (m *Metrics) exactAverage(latency aggregate.Total) float64 {
	average := m.exact.AverageSendLatency()
	if latency.Rejected > 0 {
		average *= float64(latency.Count+latency.Rejected) / float64(latency.Count)
	}
	return average
}

// inJSON returns v as JSON can hold it: a sum of finite values may not be finite.
func inJSON(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return min(max(v, -math.MaxFloat64), math.MaxFloat64)
}

// finite is false for NaN and the infinities.
func finite(v float64) bool { return v-v == 0 }

// lastUpdate returns when any count has last grown, in Unix seconds: within a
// FlushInterval, as no event reads a clock for it. Only the totals that New has
// registered matter: others may have followed through Whit.
func lastUpdate(s *aggregate.Snapshot) float64 {
	last := s.Totals[0].Updated
	for _, t := range s.Totals[:int(fields)+len(breakerTexts)] {
		if t.Updated.After(last) {
			last = t.Updated
		}
	}
	return float64(last.UnixMicro()) / 1e6
}
