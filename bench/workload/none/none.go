// Package none has the metrics of a server that has none: what others are compared
// with. A call through [compat.WebSocketMetrics] is all that they cost.
package none

import (
	"context"
	"time"

	"github.com/whitmetrics/whit/compat"
)

// Metrics does nothing, and reports nothing.
type Metrics struct{}

var _ compat.WebSocketMetrics = Metrics{}

func (Metrics) RecordConnection(string)           {}
func (Metrics) RecordDisconnection(string)        {}
func (Metrics) RecordFailedConnection(string)     {}
func (Metrics) RecordReconnection(string)         {}
func (Metrics) RecordTimeout(string)              {}
func (Metrics) RecordMessageSent(string, float64) {}
func (Metrics) RecordMessageQueued(string, int)   {}
func (Metrics) RecordMessageFailed(string)        {}
func (Metrics) RecordMessageExpired(string)       {}
func (Metrics) RecordMessageDeduplicated(string)  {}
func (Metrics) RecordQueueOverflow(string)        {}
func (Metrics) RecordRetryAttempt(string)         {}
func (Metrics) RecordRetrySuccess(string)         {}
func (Metrics) RecordRetryFailure(string)         {}

func (Metrics) SetCircuitBreakerState(compat.CircuitBreakerState) {}
func (Metrics) RecordCircuitBreakerOpen()                         {}
func (Metrics) RecordCircuitBreakerClose()                        {}
func (Metrics) RecordCircuitBreakerHalfOpen()                     {}

func (Metrics) ActiveConnections() int64                        { return 0 }
func (Metrics) CircuitBreakerState() compat.CircuitBreakerState { return compat.Closed }
func (Metrics) AverageSendLatency() float64                     { return 0 }
func (Metrics) RetrySuccessRate() float64                       { return 0 }
func (Metrics) UptimeSeconds() float64                          { return 0 }
func (Metrics) Client(string) (compat.ClientReport, bool)       { return compat.ClientReport{}, false }
func (Metrics) Clients() []compat.ClientReport                  { return nil }
func (Metrics) Report() compat.Report                           { return compat.Report{} }
func (Metrics) CleanupInactiveClients(time.Duration) int        { return 0 }
func (Metrics) StartAutomaticCleanup()                          {}
func (Metrics) StopAutomaticCleanup()                           {}
func (Metrics) StopBackgroundTasks(context.Context) error       { return nil }
