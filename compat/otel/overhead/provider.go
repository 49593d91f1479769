package main

import (
	"context"
	"errors"

	"github.com/whitmetrics/whit"
	whitotel "github.com/whitmetrics/whit/compat/otel"
	"go.opentelemetry.io/otel/metric"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// providers are what is compared. Each has a reader, without which the SDK's does not
// record; nobody reads before the end.
type providers struct {
	whit     *whitotel.MeterProvider
	reader   sdk.Reader         // whit's
	sdk      *sdk.MeterProvider // histograms with the buckets that are the default
	sdkScale *sdk.MeterProvider // exponential histograms, of the SDK's scales
}

func newProviders() (p providers, err error) {
	var reader sdk.Reader
	p.whit, err = whitotel.NewMeterProvider(
		// At a rate that does not depend on the load, results are repeatable.
		whitotel.WithConfig(whit.Config{FixedRate: true}),
		whitotel.WithReader(func(p sdk.Producer) (sdk.Reader, error) {
			reader = sdk.NewManualReader(sdk.WithProducer(p))
			return reader, nil
		}))
	p.reader = reader
	p.sdk = sdk.NewMeterProvider(sdk.WithReader(sdk.NewManualReader()))
	p.sdkScale = sdk.NewMeterProvider(sdk.WithReader(sdk.NewManualReader(sdk.WithAggregationSelector(exponential))))
	return p, err
}

func exponential(kind sdk.InstrumentKind) sdk.Aggregation {
	if kind == sdk.InstrumentKindHistogram {
		return sdk.AggregationBase2ExponentialHistogram{MaxSize: 160, MaxScale: 20}
	}
	return sdk.DefaultAggregationSelector(kind)
}

// close has whit's provider asked once: it would report that nobody ever did.
func (p providers) close() error {
	ctx := context.Background()
	return errors.Join(p.reader.Collect(ctx, new(metricdata.ResourceMetrics)), p.whit.Shutdown(ctx), p.sdk.Shutdown(ctx), p.sdkScale.Shutdown(ctx))
}

// instruments are one of each kind that is measured.
type instruments struct {
	whole   metric.Int64Counter
	broken  metric.Float64Counter
	active  metric.Int64UpDownCounter
	level   metric.Float64Gauge
	latency metric.Float64Histogram
}

func newInstruments(p metric.MeterProvider) (i instruments, err error) {
	m := p.Meter("overhead")
	var errs [5]error
	i.whole, errs[0] = m.Int64Counter("whole")
	i.broken, errs[1] = m.Float64Counter("broken")
	i.active, errs[2] = m.Int64UpDownCounter("active")
	i.level, errs[3] = m.Float64Gauge("level")
	i.latency, errs[4] = m.Float64Histogram("latency")
	return i, errors.Join(errs[:]...)
}
