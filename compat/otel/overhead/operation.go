package main

import (
	"context"
	"runtime"

	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/work"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

// operation is one way to record.
type operation struct {
	name  string
	block func(instruments) meter.Block
}

var operations = []operation{
	{"Int64Counter.Add", addBare},
	{"Int64Counter.Add, bound set", addBound},
	{"Int64Counter.Add, attributes made anew", addAnew},
	{"Int64UpDownCounter.Add, bound set", upDown},
	{"Float64Counter.Add of fractions, bound set", addFraction},
	{"Float64Gauge.Record, bound set", gauge},
	{histogramName, record},
}

// histogramName is the operation that the SDK has two ways of.
const histogramName = "Float64Histogram.Record, bound set"

var (
	ctx = context.Background()

	attributes = []attribute.KeyValue{
		attribute.String("http.request.method", "GET"),
		attribute.String("http.route", "/orders/{id}"),
		attribute.Int("http.response.status_code", 200),
	}
	// A bound set is an option that is made once, and the slice of it too: the API would
	// allocate that at every call.
	bound        = metric.WithAttributeSet(attribute.NewSet(append([]attribute.KeyValue(nil), attributes...)...))
	add          = []metric.AddOption{bound}
	recordOption = []metric.RecordOption{bound}
)

func alone(n int) {
	var buf [48]byte
	var h uint64
	for range n {
		h = work.FNV(h, &buf)
	}
	runtime.KeepAlive(h)
}

// null is alone once more: the error to expect.
func null(n int) {
	var buf [48]byte
	var h uint64
	for range n {
		h = work.FNVCopy(h, &buf)
	}
	runtime.KeepAlive(h)
}

func addBare(i instruments) meter.Block {
	c := i.whole
	return func(n int) {
		var buf [48]byte
		var h uint64
		for range n {
			h = work.FNV(h, &buf)
			c.Add(ctx, 1)
		}
		runtime.KeepAlive(h)
	}
}

func addBound(i instruments) meter.Block {
	c := i.whole
	return func(n int) {
		var buf [48]byte
		var h uint64
		for range n {
			h = work.FNV(h, &buf)
			c.Add(ctx, 1, add...)
		}
		runtime.KeepAlive(h)
	}
}

func addAnew(i instruments) meter.Block {
	c := i.whole
	return func(n int) {
		var buf [48]byte
		var h uint64
		for range n {
			h = work.FNV(h, &buf)
			c.Add(ctx, 1, metric.WithAttributes(attributes...))
		}
		runtime.KeepAlive(h)
	}
}

func upDown(i instruments) meter.Block {
	c := i.active
	return func(n int) {
		var buf [48]byte
		var h uint64
		for i := range n {
			h = work.FNV(h, &buf)
			c.Add(ctx, int64(i&1)*2-1, add...)
		}
		runtime.KeepAlive(h)
	}
}

func addFraction(i instruments) meter.Block {
	c := i.broken
	return func(n int) {
		var buf [48]byte
		var h uint64
		for range n {
			h = work.FNV(h, &buf)
			c.Add(ctx, .5, add...)
		}
		runtime.KeepAlive(h)
	}
}

func gauge(i instruments) meter.Block {
	g := i.level
	return func(n int) {
		var buf [48]byte
		var h uint64
		for i := range n {
			h = work.FNV(h, &buf)
			g.Record(ctx, float64(i), recordOption...)
		}
		runtime.KeepAlive(h)
	}
}

func record(i instruments) meter.Block {
	r := i.latency
	return func(n int) {
		var buf [48]byte
		var h uint64
		for i := range n {
			h = work.FNV(h, &buf)
			r.Record(ctx, float64(i&1023), recordOption...)
		}
		runtime.KeepAlive(h)
	}
}
