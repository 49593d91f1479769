package e2e_test

import (
	"context"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	whitotel "github.com/whitmetrics/whit/compat/otel"
	"go.opentelemetry.io/otel/attribute"
	exporter "go.opentelemetry.io/otel/exporters/prometheus"
	"go.opentelemetry.io/otel/metric"
	sdk "go.opentelemetry.io/otel/sdk/metric"
)

// OpenTelemetry's Prometheus exporter has whit's instruments beside observable ones.
func TestPrometheusExporter(t *testing.T) {
	registry := prometheus.NewRegistry()
	p, err := whitotel.NewMeterProvider(
		whitotel.WithConfig(whit.Config{SampleRate: 1}),
		whitotel.WithReader(func(p sdk.Producer) (sdk.Reader, error) {
			return exporter.New(exporter.WithRegisterer(registry), exporter.WithProducer(p))
		}))
	require.NoError(t, err)
	defer func() { require.NoError(t, p.Shutdown(ctx)) }()
	m := p.Meter("shop")
	orders, err := m.Int64Counter("orders")
	require.NoError(t, err)
	active, err := m.Float64UpDownCounter("active")
	require.NoError(t, err)
	latency, err := m.Float64Histogram("latency", metric.WithUnit("s"))
	require.NoError(t, err)
	_, err = m.Int64ObservableGauge("observed", metric.WithInt64Callback(
		func(_ context.Context, o metric.Int64Observer) error { o.Observe(42); return nil }))
	require.NoError(t, err)

	get := metric.WithAttributes(attribute.String("http.method", "GET"))
	for range 100 {
		orders.Add(ctx, 2, get)
		active.Add(ctx, 1.5)
		active.Add(ctx, -.5)
		latency.Record(ctx, .25, get)
	}
	all := gather(t, registry)
	require.EqualValues(t, 200, all["orders_total"].GetCounter().GetValue())
	require.EqualValues(t, 100, all["active"].GetGauge().GetValue())
	require.EqualValues(t, 42, all["observed"].GetGauge().GetValue())
	h := all["latency_seconds"].GetHistogram()
	require.EqualValues(t, 100, h.GetSampleCount())
	require.InDelta(t, 25, h.GetSampleSum(), 1e-9)
	require.EqualValues(t, 5, h.GetSchema())
	require.Equal(t, []int64{100}, h.GetPositiveDelta())
	require.Contains(t, labels(all["orders_total"]), "http_method=GET")

	orders.Add(ctx, 1, get)
	require.EqualValues(t, 201, gather(t, registry)["orders_total"].GetCounter().GetValue())
}

// gather returns the only series of each metric.
func gather(t *testing.T, r *prometheus.Registry) map[string]*dto.Metric {
	t.Helper()
	families, err := r.Gather()
	require.NoError(t, err)
	all := make(map[string]*dto.Metric)
	for _, f := range families {
		require.Len(t, f.GetMetric(), 1, f.GetName())
		all[f.GetName()] = f.GetMetric()[0]
	}
	return all
}

func labels(m *dto.Metric) (all []string) {
	for _, l := range m.GetLabel() {
		all = append(all, l.GetName()+"="+l.GetValue())
	}
	return all
}
