package compat

import "github.com/whitmetrics/whit/aggregate"

// Report is every figure at one moment. Its JSON has the keys, and the order of
// keys, that dashboards of the old class read.
type Report struct {
	Connections    ConnectionsReport    `json:"connections"`
	Messages       MessagesReport       `json:"messages"`
	Queue          QueueReport          `json:"queue"`
	Retry          RetryReport          `json:"retry"`
	CircuitBreaker CircuitBreakerReport `json:"circuit_breaker"`
	Latency        LatencyReport        `json:"latency"`

	UptimeSeconds float64 `json:"uptime_seconds"` // since the metrics were made
	LastUpdate    float64 `json:"last_update"`    // Unix time in seconds of the last recording call, of the constructor before any

	// Estimates has an entry for each figure above that was sampled and not
	// counted, under that figure's own JSON key, "average_send_ms", with its
	// standard error and 95 % interval. Absent where every figure is exact.
	Estimates map[string]aggregate.Estimate `json:"estimates,omitempty"`

	// MetaMetrics says how the metrics themselves are doing; nil for Legacy, and under
	// whit.Config.NoMeta.
	MetaMetrics *aggregate.Meta `json:"meta_metrics,omitempty"`
}

// ConnectionsReport counts what happened to connections.
type ConnectionsReport struct {
	Total         int64 `json:"total"`  // RecordConnection calls
	Active        int64 `json:"active"` // connections less disconnections, never below 0
	Failed        int64 `json:"failed"`
	Reconnections int64 `json:"reconnections"`
	Timeouts      int64 `json:"timeouts"`
}

// MessagesReport counts what became of messages.
type MessagesReport struct {
	Sent         int64 `json:"sent"`
	Queued       int64 `json:"queued"`
	Failed       int64 `json:"failed"`
	Expired      int64 `json:"expired"`
	Deduplicated int64 `json:"deduplicated"`
}

// QueueReport is about the queue that RecordMessageQueued tells the size of, in messages.
type QueueReport struct {
	CurrentSize int64 `json:"current_size"` // the last one told, whichever client's it was
	MaxSize     int64 `json:"max_size"`     // the largest one told, at least 0
	Overflows   int64 `json:"overflows"`
}

// RetryReport counts retries and how they ended.
type RetryReport struct {
	Attempts    int64   `json:"attempts"`
	Successes   int64   `json:"successes"`
	Failures    int64   `json:"failures"`
	SuccessRate float64 `json:"success_rate"` // successes / (successes + failures), 0 to 1, 0 without any
}

// CircuitBreakerReport is the breaker's state and how often it moved into each.
type CircuitBreakerReport struct {
	State     CircuitBreakerState `json:"state"`
	Opens     int64               `json:"opens"`
	HalfOpens int64               `json:"half_opens"`
	Closes    int64               `json:"closes"`
}

// LatencyReport is about the latencies that RecordMessageSent tells.
type LatencyReport struct {
	AverageSendMS float64 `json:"average_send_ms"` // mean in milliseconds, 0 without any
}

// ClientReport counts what one client did since its record began. See
// [WebSocketMetrics] for when that is.
type ClientReport struct {
	ClientID             string `json:"client_id"`
	Connections          int64  `json:"connections"`
	Disconnections       int64  `json:"disconnections"`
	FailedConnections    int64  `json:"failed_connections"`
	Reconnections        int64  `json:"reconnections"`
	Timeouts             int64  `json:"timeouts"`
	MessagesSent         int64  `json:"messages_sent"`
	MessagesQueued       int64  `json:"messages_queued"`
	MessagesFailed       int64  `json:"messages_failed"`
	MessagesExpired      int64  `json:"messages_expired"`
	MessagesDeduplicated int64  `json:"messages_deduplicated"`
	QueueOverflows       int64  `json:"queue_overflows"`
	RetryAttempts        int64  `json:"retry_attempts"`
	RetrySuccesses       int64  `json:"retry_successes"`
	RetryFailures        int64  `json:"retry_failures"`

	// Estimates is as in Report: an entry under its JSON key for each sampled figure.
	Estimates map[string]aggregate.Estimate `json:"estimates,omitempty"`
}

// successRate is successes / (successes + failures), and 0 without any: an attempt
// that has not ended yet is neither.
func successRate(successes, failures int64) float64 {
	if successes+failures == 0 {
		return 0
	}
	return float64(successes) / float64(successes+failures)
}
