package whitotel_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	whitotel "github.com/whitmetrics/whit/compat/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

// A flood of sets that are large, in whatever way, leaves memory bounded and sums exact.
func TestFloodOfLargeSets(t *testing.T) {
	large := strings.Repeat("x", 1<<20)
	for name, attributes := range map[string]func(i int) []attribute.KeyValue{
		"a value": func(i int) []attribute.KeyValue {
			return []attribute.KeyValue{attribute.String("v", fmt.Sprint(i, large))}
		},
		"a key": func(i int) []attribute.KeyValue {
			return []attribute.KeyValue{attribute.Int(fmt.Sprint(i, large), 1)}
		},
		"a list": func(i int) []attribute.KeyValue {
			return []attribute.KeyValue{attribute.StringSlice("v", []string{large, fmt.Sprint(i, large)})}
		},
		"part of a larger string": func(i int) []attribute.KeyValue {
			return []attribute.KeyValue{attribute.String("v", fmt.Sprint(i, " ", large)[:9])}
		},
		"not UTF-8": func(i int) []attribute.KeyValue {
			return []attribute.KeyValue{attribute.String("v", fmt.Sprint(i, large, "\xff"))}
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t)
			c, err := p.Meter("m").Int64Counter("c")
			require.NoError(t, err)
			c.Add(ctx, 1, get)
			before := heap()
			const sets = 500
			for i := range sets {
				c.Add(ctx, 1, metric.WithAttributes(attributes(i)...))
			}
			require.Less(t, heap(), before+4<<20, "bytes")
			got := points[int64](t, p.metric(t, "c").Data)
			require.EqualValues(t, 1, got[getSet])
			all := int64(0)
			for _, n := range got {
				all += n
			}
			require.EqualValues(t, sets+1, all)
		})
	}
}

// To the byte, what is too large counts for the overflow, and what is not has a series.
func TestLargestSet(t *testing.T) {
	lists := func(n int) map[string]attribute.Value {
		return map[string]attribute.Value{
			"string":  attribute.StringValue(strings.Repeat("x", n*8)),
			"bytes":   attribute.ByteSliceValue(make([]byte, n*8)),
			"bools":   attribute.BoolSliceValue(make([]bool, n*8)),
			"ints":    attribute.Int64SliceValue(make([]int64, n)),
			"floats":  attribute.Float64SliceValue(make([]float64, n)),
			"strings": attribute.StringSliceValue(make([]string, n)),
			"values":  attribute.SliceValue(attribute.StringValue(strings.Repeat("x", n*8-8))),
			"map":     attribute.MapValue(attribute.String("k", strings.Repeat("x", n*8-9))),
		}
	}
	for kind, fits := range lists(511) {
		p := start(t, whitotel.WithCardinalityLimit(3))
		c, err := p.Meter("m").Int64Counter("c")
		require.NoError(t, err)
		c.Add(ctx, 1, metric.WithAttributes(attribute.KeyValue{Key: "a_key_of", Value: lists(512)[kind]}))
		c.Add(ctx, 2, metric.WithAttributes(attribute.KeyValue{Key: "a_key_of", Value: fits}))
		got := points[int64](t, p.metric(t, "c").Data)
		require.Len(t, got, 2, kind)
		require.EqualValues(t, 1, got[overflowSet], kind)
	}
}
