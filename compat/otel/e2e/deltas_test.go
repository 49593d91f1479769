package e2e_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	whitotel "github.com/whitmetrics/whit/compat/otel"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetricgrpc"
	"go.opentelemetry.io/otel/metric"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/exemplar"
	"go.opentelemetry.io/otel/trace"
)

// An exporter that wants deltas sends deltas, which add up to what was recorded, and
// each exemplar once.
func TestDeltasArrive(t *testing.T) {
	c := listen(t)
	exporter, err := otlpmetricgrpc.New(ctx, otlpmetricgrpc.WithEndpoint(c.grpc), otlpmetricgrpc.WithInsecure(),
		otlpmetricgrpc.WithTemporalitySelector(sdk.DeltaTemporalitySelector))
	require.NoError(t, err)
	p, err := whitotel.NewMeterProvider(
		whitotel.WithConfig(whit.Config{SampleRate: 1, BufferSize: 1 << 14}),
		whitotel.WithPeriodicReader(exporter, sdk.WithInterval(time.Hour)),
		whitotel.WithExemplars(exemplar.TraceBasedFilter),
	)
	require.NoError(t, err)
	meter := p.Meter("shop")
	orders, err := meter.Int64Counter("orders")
	require.NoError(t, err)
	active, err := meter.Int64UpDownCounter("active")
	require.NoError(t, err)
	size, err := meter.Int64Histogram("size")
	require.NoError(t, err)
	get := metric.WithAttributeSet(attribute.NewSet(attribute.String("method", "GET")))
	const exports = 5
	for i := range byte(exports) {
		span := trace.ContextWithSpanContext(ctx, trace.NewSpanContext(trace.SpanContextConfig{
			TraceID: trace.TraceID{i + 1}, SpanID: trace.SpanID{i + 1}, TraceFlags: trace.FlagsSampled}))
		for n := range int64(100) {
			orders.Add(ctx, n, get)
			active.Add(ctx, 1)
			size.Record(ctx, n+1)
		}
		orders.Add(span, 1000, get)
		require.NoError(t, p.ForceFlush(ctx))
	}
	require.NoError(t, p.Shutdown(ctx))

	all := c.arrivals(t)
	require.Len(t, all, exports+1)
	sizes, end := uint64(0), pcommon.Timestamp(0)
	for i, a := range all[:exports] {
		require.Equal(t, pmetric.AggregationTemporalityDelta, a.sums)
		order := a.numbers[series("shop", "orders", map[string]any{"method": "GET"})]
		require.EqualValues(t, 99*100/2+1000, order.IntValue())
		if i > 0 {
			require.Equal(t, end, order.StartTimestamp())
		}
		end = order.Timestamp()
		require.Equal(t, 1, order.Exemplars().Len())
		require.EqualValues(t, 1000, order.Exemplars().At(0).IntValue())
		require.EqualValues(t, pcommon.TraceID{byte(i + 1)}, order.Exemplars().At(0).TraceID())
		require.EqualValues(t, 100*(i+1), a.numbers[series("shop", "active", nil)].IntValue())
		delta := a.values[series("shop", "size", nil)]
		require.Equal(t, bucketSum(delta), delta.Count())
		require.EqualValues(t, 101*100/2, delta.Sum())
		require.False(t, delta.HasMax())
		sizes += delta.Count()
	}
	require.EqualValues(t, exports*100, sizes)
	require.Len(t, all[exports].metrics, 1, "nothing has grown: there is the total of what goes up and down")
}
