package compat_test

import (
	"context"
	"encoding/json"
	"expvar"
	"fmt"
	"os"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/compat"
)

func ExampleNew() {
	m, err := compat.New(whit.Config{SampleRate: 1}) // every figure exact
	if err != nil {
		fmt.Println(err)
		return
	}
	defer m.StopBackgroundTasks(context.Background())

	m.RecordConnection("alice")
	m.RecordMessageSent("alice", 1.5)
	m.RecordMessageSent("alice", 2.5)
	alice, _ := m.Client("alice")
	fmt.Println(m.ActiveConnections(), "active,", alice.MessagesSent, "messages to alice,", m.AverageSendLatency(), "ms")

	_, err = compat.New(whit.Config{BufferSize: -1})
	fmt.Println(err)
	// Output:
	// 1 active, 2 messages to alice, 2 ms
	// whit: Config.BufferSize is -1: want 1 to 4194304
}

// A server that holds its metrics as the interface changes one constructor.
func ExampleWebSocketMetrics() {
	serve := func(m compat.WebSocketMetrics) {
		m.RecordConnection("alice")
		m.RecordRetryAttempt("alice")
		m.RecordRetrySuccess("alice")
		fmt.Println(m.Report().Connections.Total, m.RetrySuccessRate())
	}
	serve(compat.NewLegacy())

	m, err := compat.New(whit.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer m.StopBackgroundTasks(context.Background())
	serve(m)
	// Output:
	// 1 1
	// 1 1
}

func ExampleFromEnv() {
	defer os.Unsetenv("USE_PRODUCTION_METRICS")
	for _, value := range []string{"true", "False", "perhaps"} {
		os.Setenv("USE_PRODUCTION_METRICS", value)
		m, err := compat.FromEnv()
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%T\n", m)
		m.StopBackgroundTasks(context.Background())
	}
	// Output:
	// *compat.Metrics
	// *compat.Legacy
	// compat: USE_PRODUCTION_METRICS="perhaps": want true or false (or 1, 0, yes, no, on, off)
}

// At the default sample rate the average is an estimate, and says so.
func ExampleReport_estimates() {
	m, err := compat.New(whit.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer m.StopBackgroundTasks(context.Background())
	for range 5000 {
		m.RecordMessageSent("alice", 4)
	}
	r := m.Report()
	average := r.Estimates["average_send_ms"]
	fmt.Println(r.Messages.Sent, "sent, which is exact")
	fmt.Printf("%.1f ms, which is %.1f to %.1f\n", r.Latency.AverageSendMS, average.Low, average.High)
	fmt.Println(r.MetaMetrics.BufferSize, "slots, and", r.MetaMetrics.Dropped, "samples dropped")
	// Output:
	// 5000 sent, which is exact
	// 4.0 ms, which is 4.0 to 4.0
	// 2000 slots, and 0 samples dropped
}

// Beside each figure that was sampled is how good it is. Failures are critical:
// each of them is a sample, and so their number is exact.
func ExampleClientReport() {
	m, err := compat.New(whit.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer m.StopBackgroundTasks(context.Background())
	for range 3 {
		m.RecordMessageFailed("alice")
	}
	alice, _ := m.Client("alice")
	text, _ := json.MarshalIndent(alice.Estimates, "", "  ")
	fmt.Println(alice.MessagesFailed, string(text))
	// Output:
	// 3 {
	//   "messages_failed": {
	//     "value": 3,
	//     "std_err": 0,
	//     "low": 3,
	//     "high": 3
	//   }
	// }
}

// What is underneath has room for metrics of one's own.
func ExampleMetrics_Whit() {
	m, err := compat.New(whit.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer m.StopBackgroundTasks(context.Background())
	logins := m.Whit().Counter("logins")
	logins.Inc()
	m.RecordConnection("alice")
	s := m.Whit().Snapshot()
	for _, name := range []string{"logins", "websocket_connections"} {
		total, _ := s.Total(name)
		fmt.Println(name, total.Count)
	}
	// Output:
	// logins 1
	// websocket_connections 1
}

func ExamplePublish() {
	m, err := whit.New(whit.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer m.Stop(context.Background())
	m.Counter("logins").Inc()

	fmt.Println(compat.Publish("myserver", m))
	fmt.Println(compat.Publish("myserver", m))

	var s aggregate.Snapshot
	json.Unmarshal([]byte(expvar.Get("myserver").String()), &s)
	fmt.Println(s.Totals[0].Name, s.Totals[0].Count)
	// Output:
	// <nil>
	// compat: expvar name "myserver" is taken: want one that is not
	// logins 1
}
