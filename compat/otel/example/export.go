package main

import (
	"context"
	"io"
	"sync/atomic"

	whitotel "github.com/whitmetrics/whit/compat/otel"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetricgrpc"
	"go.opentelemetry.io/otel/exporters/stdout/stdoutmetric"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// provide makes whit's provider the one that otel.Meter uses: the whole migration.
func provide(ctx context.Context, o options, stdout io.Writer) (*whitotel.MeterProvider, *watch, error) {
	exporter, err := export(ctx, o, stdout)
	if err != nil {
		return nil, nil, err
	}
	w := &watch{Exporter: exporter}
	provider, err := whitotel.NewMeterProvider(whitotel.WithPeriodicReader(w, sdk.WithInterval(o.interval)))
	if err != nil {
		return nil, nil, err
	}
	otel.SetMeterProvider(provider)
	return provider, w, nil
}

func export(ctx context.Context, o options, stdout io.Writer) (sdk.Exporter, error) {
	if o.endpoint == "" {
		return stdoutmetric.New(stdoutmetric.WithWriter(stdout))
	}
	return otlpmetricgrpc.New(ctx, otlpmetricgrpc.WithEndpoint(o.endpoint), otlpmetricgrpc.WithInsecure())
}

// watch is an exporter that notes how many requests it has exported.
type watch struct {
	sdk.Exporter
	requests atomic.Int64
}

func (w *watch) Export(ctx context.Context, all *metricdata.ResourceMetrics) error {
	for _, s := range all.ScopeMetrics {
		for _, m := range s.Metrics {
			if m.Name == "http.server.requests" {
				w.requests.Store(total(m.Data))
			}
		}
	}
	return w.Exporter.Export(ctx, all)
}

// total returns what the series of a sum come to.
func total(data metricdata.Aggregation) (n int64) {
	sum, _ := data.(metricdata.Sum[int64])
	for _, p := range sum.DataPoints {
		n += p.Value
	}
	return n
}
