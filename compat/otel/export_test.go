package whitotel

import "go.opentelemetry.io/otel/metric"

// HoldSeries has no series of c made until release is called.
func HoldSeries(c metric.Int64Counter) (release func()) {
	f := c.(*int64Counter).family
	f.mu.Lock()
	return f.mu.Unlock
}
