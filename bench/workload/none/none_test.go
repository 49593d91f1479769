package none_test

import (
	"fmt"

	"github.com/whitmetrics/whit/bench/workload/none"
	"github.com/whitmetrics/whit/compat"
)

func ExampleMetrics() {
	var metrics compat.WebSocketMetrics = none.Metrics{}
	metrics.RecordConnection("client-1")
	fmt.Println(metrics.ActiveConnections(), metrics.Report().Connections.Total)
	// Output: 0 0
}
