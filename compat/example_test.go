package compat_test

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/whitmetrics/whit/compat"
)

func ExampleNewLegacy() {
	m := compat.NewLegacy()
	m.StartAutomaticCleanup()
	defer m.StopBackgroundTasks(context.Background())

	m.RecordConnection("alice")
	m.RecordMessageSent("alice", 1.5)
	m.RecordMessageSent("alice", 2.5)
	m.RecordRetrySuccess("alice")

	alice, _ := m.Client("alice")
	fmt.Println(m.ActiveConnections(), "active,", alice.MessagesSent, "messages to alice")
	fmt.Println(m.AverageSendLatency(), "ms,", m.RetrySuccessRate(), "of retries well")
	// Output:
	// 1 active, 2 messages to alice
	// 2 ms, 1 of retries well
}

func ExampleLegacy_CleanupInactiveClients() {
	m := compat.NewLegacy()
	m.RecordConnection("alice")
	m.RecordMessageSent("bob", 1) // no connection, so no record, and yet to be forgotten
	fmt.Println(m.CleanupInactiveClients(0), "idle for an hour")
	fmt.Println(m.CleanupInactiveClients(-1), "at all")
	// Output:
	// 0 idle for an hour
	// 2 at all
}

func ExampleCircuitBreakerState() {
	m := compat.NewLegacy()
	m.RecordCircuitBreakerOpen()
	m.SetCircuitBreakerState(compat.Open) // no transition
	m.SetCircuitBreakerState(compat.HalfOpen)
	fmt.Println(m.CircuitBreakerState(), m.Report().CircuitBreaker.Opens)
	// Output: half_open 1
}

func ExampleCircuitBreakerState_UnmarshalText() {
	var state compat.CircuitBreakerState
	fmt.Println(state.UnmarshalText([]byte("open")), state)
	fmt.Println(state.UnmarshalText([]byte("ajar")))
	// Output:
	// <nil> open
	// compat: circuit breaker state "ajar", want one of ["closed" "open" "half_open"]
}

func ExampleReport() {
	m := compat.NewLegacy()
	m.RecordMessageSent("alice", 4)
	report := m.Report()
	report.UptimeSeconds, report.LastUpdate = 60, 1700000000 // times differ from run to run
	text, _ := json.MarshalIndent(report, "", "  ")
	fmt.Println(string(text))
	// Output:
	// {
	//   "connections": {
	//     "total": 0,
	//     "active": 0,
	//     "failed": 0,
	//     "reconnections": 0,
	//     "timeouts": 0
	//   },
	//   "messages": {
	//     "sent": 1,
	//     "queued": 0,
	//     "failed": 0,
	//     "expired": 0,
	//     "deduplicated": 0
	//   },
	//   "queue": {
	//     "current_size": 0,
	//     "max_size": 0,
	//     "overflows": 0
	//   },
	//   "retry": {
	//     "attempts": 0,
	//     "successes": 0,
	//     "failures": 0,
	//     "success_rate": 0
	//   },
	//   "circuit_breaker": {
	//     "state": "closed",
	//     "opens": 0,
	//     "half_opens": 0,
	//     "closes": 0
	//   },
	//   "latency": {
	//     "average_send_ms": 4
	//   },
	//   "uptime_seconds": 60,
	//   "last_update": 1700000000
	// }
}
