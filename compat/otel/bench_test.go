package whitotel_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

var (
	threeSet = metric.WithAttributeSet(set(attribute.String("method", "GET"), attribute.String("route", "/orders"), attribute.Int("status", 200)))
	threeAdd = []metric.AddOption{threeSet}
	threeRec = []metric.RecordOption{threeSet}
)

func BenchmarkAddBare(b *testing.B) {
	c, err := start(b).Meter("m").Int64Counter("c")
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		c.Add(ctx, 1)
	}
}

func BenchmarkAddBound(b *testing.B) {
	c, err := start(b).Meter("m").Int64Counter("c")
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		c.Add(ctx, 1, threeAdd...)
	}
}

func BenchmarkRecordBound(b *testing.B) {
	h, err := start(b).Meter("m").Float64Histogram("h")
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		h.Record(ctx, 1, threeRec...)
	}
}
