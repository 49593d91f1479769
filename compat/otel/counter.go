package whitotel

import (
	"context"
	"math"

	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/embedded"
)

type int64Counter struct {
	embedded.Int64Counter
	sums[int64]
}

// Add adds n. A negative n is refused.
func (c *int64Counter) Add(ctx context.Context, n int64, options ...metric.AddOption) {
	if n < 0 {
		c.refuse(n, "0 or more")
		return
	}
	if c.exemplify != nil {
		noteAdd(ctx, c.family, n, options)
	}
	c.toAdd(options).backing.up.Add(uint64(n))
}

type float64Counter struct {
	embedded.Float64Counter
	sums[float64]
}

// Add adds v. A negative v is refused, and so are NaN and infinities.
func (c *float64Counter) Add(ctx context.Context, v float64, options ...metric.AddOption) {
	if !(v >= 0 && v <= math.MaxFloat64) {
		c.refuse(v, "a finite number, 0 or more")
		return
	}
	if c.exemplify != nil {
		noteAdd(ctx, c.family, v, options)
	}
	c.toAdd(options).backing.add(v)
}

type int64UpDownCounter struct {
	embedded.Int64UpDownCounter
	sums[int64]
}

// Add adds n.
func (c *int64UpDownCounter) Add(ctx context.Context, n int64, options ...metric.AddOption) {
	if c.exemplify != nil {
		noteAdd(ctx, c.family, n, options)
	}
	s := c.toAdd(options)
	if n < 0 {
		s.backing.down.Add(-uint64(n))
	} else {
		s.backing.up.Add(uint64(n))
	}
}

type float64UpDownCounter struct {
	embedded.Float64UpDownCounter
	sums[float64]
}

// Add adds v. NaN and infinities are refused.
func (c *float64UpDownCounter) Add(ctx context.Context, v float64, options ...metric.AddOption) {
	if !(math.Abs(v) <= math.MaxFloat64) {
		c.refuse(v, "a finite number")
		return
	}
	if c.exemplify != nil {
		noteAdd(ctx, c.family, v, options)
	}
	c.toAdd(options).backing.add(v)
}
