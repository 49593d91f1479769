package whitotel_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	whitotel "github.com/whitmetrics/whit/compat/otel"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// Metrics of whit's own interface come out of the SDK's reader, beside whatever else.
func TestNewProducer(t *testing.T) {
	m, err := whit.New(everything)
	require.NoError(t, err)
	reader := sdk.NewManualReader(sdk.WithProducer(whitotel.NewProducer(m)))
	provider := sdk.NewMeterProvider(sdk.WithReader(reader))
	defer func() { require.NoError(t, provider.Shutdown(ctx)) }()
	collect := func() []metricdata.Metrics {
		var all metricdata.ResourceMetrics
		require.NoError(t, reader.Collect(ctx, &all))
		if len(all.ScopeMetrics) == 0 {
			return nil
		}
		require.Len(t, all.ScopeMetrics, 1)
		require.Equal(t, "github.com/whitmetrics/whit", all.ScopeMetrics[0].Scope.Name)
		return all.ScopeMetrics[0].Metrics
	}
	require.Empty(t, collect())

	m.Counter("orders", whit.Help("Orders\xff."), whit.Unit("bytes")).Add(5)
	m.Gauge("level", whit.Unit("{thing}")).Set(-2.5)
	m.Distribution("unknown")
	timer := m.Timer("latency")
	timer.Start().End()
	got := collect()
	require.Len(t, got, 3)
	require.Equal(t, []string{"orders", "level", "latency"}, []string{got[0].Name, got[1].Name, got[2].Name})
	require.Equal(t, []string{"By", "{thing}", "s"}, []string{got[0].Unit, got[1].Unit, got[2].Unit})
	require.Equal(t, "Orders\uFFFD.", got[0].Description)
	require.Equal(t, map[string]int64{bare: 5}, points[int64](t, got[0].Data))
	require.Equal(t, map[string]float64{bare: -2.5}, points[float64](t, got[1].Data))
	latency := got[2].Data.(metricdata.ExponentialHistogram[float64]).DataPoints[0]
	require.EqualValues(t, 1, latency.Count)
	require.EqualValues(t, 1, sumOf(latency.PositiveBucket.Counts)+latency.ZeroCount)

	require.NoError(t, m.Stop(ctx))
	m.Counter("orders").Inc()
	again := collect() // after Stop, too
	require.Equal(t, map[string]int64{bare: 6}, points[int64](t, again[0].Data))
	require.Equal(t, latency.StartTime, again[2].Data.(metricdata.ExponentialHistogram[float64]).DataPoints[0].StartTime)
}
