package whitotel

import "go.opentelemetry.io/otel/metric"

// HoldSeries has no series of c made until release is called.
func HoldSeries(c metric.Int64Counter) (release func()) {
	f := c.(*int64Counter).family
	f.mu.Lock()
	return f.mu.Unlock
}

// Value returns what c, an up-down counter, has come to without attributes, as a collection
// reads it.
func Value(c any) float64 {
	if c, ok := c.(*int64UpDownCounter); ok {
		return float64(sumOf[int64](&c.bare.Load().backing))
	}
	return sumOf[float64](&c.(*float64UpDownCounter).bare.Load().backing)
}
