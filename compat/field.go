package compat

// field is one of the counts that totals and clients' records have in common.
type field uint8

const (
	connections field = iota
	disconnections
	failedConnections
	reconnections
	timeouts
	messagesSent
	messagesQueued
	messagesFailed
	messagesExpired
	messagesDeduplicated
	queueOverflows
	retryAttempts
	retrySuccesses
	retryFailures
	fields // how many there are
)

// fieldNames are the fields' JSON keys.
var fieldNames = [fields]string{
	"connections", "disconnections", "failed_connections", "reconnections", "timeouts",
	"messages_sent", "messages_queued", "messages_failed", "messages_expired", "messages_deduplicated",
	"queue_overflows", "retry_attempts", "retry_successes", "retry_failures",
}

func (f field) String() string { return fieldNames[f] }

// critical reports whether each event is worth a sample: failures, which are rare.
func (f field) critical() bool {
	return f == failedConnections || f == messagesFailed || f == retryFailures
}

// at returns where the report keeps field f.
func (r *ClientReport) at(f field) *int64 {
	return [fields]*int64{
		&r.Connections, &r.Disconnections, &r.FailedConnections, &r.Reconnections, &r.Timeouts,
		&r.MessagesSent, &r.MessagesQueued, &r.MessagesFailed, &r.MessagesExpired, &r.MessagesDeduplicated,
		&r.QueueOverflows, &r.RetryAttempts, &r.RetrySuccesses, &r.RetryFailures,
	}[f]
}
