package whitotel_test

import (
	"context"
	"fmt"

	"github.com/whitmetrics/whit"
	whitotel "github.com/whitmetrics/whit/compat/otel"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/exemplar"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// reading returns an option for a reader that is asked by hand, and the reader.
func reading() (whitotel.Option, *sdkmetric.Reader) {
	reader := new(sdkmetric.Reader)
	return whitotel.WithReader(func(p sdkmetric.Producer) (sdkmetric.Reader, error) {
		*reader = sdkmetric.NewManualReader(sdkmetric.WithProducer(p))
		return *reader, nil
	}), reader
}

// sums prints the sums that a reader has.
func sums(r sdkmetric.Reader) {
	var all metricdata.ResourceMetrics
	_ = r.Collect(context.Background(), &all)
	for _, s := range all.ScopeMetrics {
		for _, m := range s.Metrics {
			if sum, ok := m.Data.(metricdata.Sum[int64]); ok {
				for _, p := range sum.DataPoints {
					fmt.Println(m.Name, p.Attributes.Encoded(attribute.DefaultEncoder()), p.Value)
				}
			}
		}
	}
}

// Code that knows of OpenTelemetry alone, with whit underneath.
func ExampleNewMeterProvider() {
	option, reader := reading()
	provider, _ := whitotel.NewMeterProvider(option, whitotel.WithConfig(whit.Config{SampleRate: 0.1}))
	defer provider.Shutdown(context.Background())
	otel.SetMeterProvider(provider)

	requests, _ := otel.Meter("shop").Int64Counter("requests")
	get := metric.WithAttributeSet(attribute.NewSet(attribute.String("method", "GET"))) // once
	for range 3 {
		requests.Add(context.Background(), 1, get)
	}
	sums(*reader)
	// Output: requests method=GET 3
}

// Past the limit everything goes to one more series.
func ExampleWithCardinalityLimit() {
	option, reader := reading()
	provider, _ := whitotel.NewMeterProvider(option, whitotel.WithCardinalityLimit(2))
	defer provider.Shutdown(context.Background())
	logins, _ := provider.Meter("shop").Int64Counter("logins")
	for _, user := range []string{"ada", "bob", "cyd"} {
		logins.Add(context.Background(), 1, metric.WithAttributes(attribute.String("user", user)))
	}
	sums(*reader)
	// Output:
	// logins user=ada 1
	// logins otel.metric.overflow=true 2
}

// A view that renames, and leaves out an attribute.
func ExampleWithView() {
	option, reader := reading()
	provider, _ := whitotel.NewMeterProvider(option, whitotel.WithView(sdkmetric.NewView(
		sdkmetric.Instrument{Name: "logins"},
		sdkmetric.Stream{Name: "shop.logins", AttributeFilter: attribute.NewDenyKeysFilter("user")})))
	defer provider.Shutdown(context.Background())
	logins, _ := provider.Meter("shop").Int64Counter("logins")
	for _, user := range []string{"ada", "bob"} {
		logins.Add(context.Background(), 1, metric.WithAttributes(attribute.String("user", user), attribute.Bool("new", true)))
	}
	sums(*reader)
	// Output: shop.logins new=true 2
}

// With the trace of the context that they were recorded in.
func ExampleWithExemplars() {
	option, reader := reading()
	provider, _ := whitotel.NewMeterProvider(option, whitotel.WithExemplars(exemplar.AlwaysOnFilter))
	defer provider.Shutdown(context.Background())
	requests, _ := provider.Meter("shop").Int64Counter("requests")
	requests.Add(context.Background(), 5)
	var all metricdata.ResourceMetrics
	_ = (*reader).Collect(context.Background(), &all)
	point := all.ScopeMetrics[0].Metrics[0].Data.(metricdata.Sum[int64]).DataPoints[0]
	fmt.Println(point.Value, len(point.Exemplars), point.Exemplars[0].Value)
	// Output: 5 1 5
}

// Metrics that were recorded through whit's own interface, through any reader.
func ExampleNewProducer() {
	metrics, _ := whit.New(whit.Config{})
	defer metrics.Stop(context.Background())
	metrics.CounterVec("http.requests", []string{"method"}).With("GET").Inc()
	reader := sdkmetric.NewManualReader(sdkmetric.WithProducer(whitotel.NewProducer(metrics)))
	provider := sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader))
	defer provider.Shutdown(context.Background())
	sums(reader)
	// Output: http.requests method=GET 1
}

// What has come since the last time.
func ExampleDeltas() {
	metrics, _ := whit.New(whit.Config{})
	defer metrics.Stop(context.Background())
	requests := metrics.Counter("http.requests")
	reader := sdkmetric.NewManualReader(sdkmetric.WithProducer(
		whitotel.Deltas(whitotel.NewProducer(metrics), sdkmetric.DeltaTemporalitySelector)))
	provider := sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader))
	defer provider.Shutdown(context.Background())
	requests.Add(3)
	sums(reader)
	requests.Add(2)
	sums(reader)
	// Output:
	// http.requests  3
	// http.requests  2
}
