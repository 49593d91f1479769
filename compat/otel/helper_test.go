package whitotel_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	whitotel "github.com/whitmetrics/whit/compat/otel"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

var ctx = context.Background()

// everything samples every event, so that estimates are exact, and leaves the collector
// alone until it is asked.
var everything = whit.Config{SampleRate: 1, BufferSize: 1 << 14, FlushInterval: time.Hour, Seed: 1}

// pair is a provider and what reads it.
type pair struct {
	*whitotel.MeterProvider
	reader *sdk.ManualReader
}

// start returns a provider that the test's end shuts down.
func start(t testing.TB, options ...whitotel.Option) *pair {
	t.Helper()
	p := new(pair)
	read := whitotel.WithReader(func(producer sdk.Producer) (sdk.Reader, error) {
		p.reader = sdk.NewManualReader(sdk.WithProducer(producer))
		return p.reader, nil
	})
	var err error
	p.MeterProvider, err = whitotel.NewMeterProvider(append([]whitotel.Option{whitotel.WithConfig(everything), read}, options...)...)
	require.NoError(t, err)
	t.Cleanup(func() {
		_ = p.reader.Collect(ctx, new(metricdata.ResourceMetrics)) // so that none is reported to have asked for nothing
		_ = p.Shutdown(ctx)                                        // the test may have
	})
	return p
}

func (p *pair) collect(t testing.TB) []metricdata.ScopeMetrics {
	t.Helper()
	var all metricdata.ResourceMetrics
	require.NoError(t, p.reader.Collect(ctx, &all))
	return all.ScopeMetrics
}

// metric returns the only metric of that name.
func (p *pair) metric(t testing.TB, name string) metricdata.Metrics {
	t.Helper()
	var found []metricdata.Metrics
	for _, s := range p.collect(t) {
		for _, m := range s.Metrics {
			if m.Name == name {
				found = append(found, m)
			}
		}
	}
	require.Len(t, found, 1, name)
	return found[0]
}

// points returns the points of a sum or a gauge by their attributes.
func points[N int64 | float64](t testing.TB, data metricdata.Aggregation) map[string]N {
	t.Helper()
	var list []metricdata.DataPoint[N]
	switch data := data.(type) {
	case metricdata.Sum[N]:
		list = data.DataPoints
	case metricdata.Gauge[N]:
		list = data.DataPoints
	default:
		require.Fail(t, "no points", "%T", data)
	}
	all := make(map[string]N)
	for _, p := range list {
		require.NotContains(t, all, p.Attributes.String())
		require.False(t, p.StartTime.IsZero())
		require.False(t, p.StartTime.After(p.Time))
		all[p.Attributes.String()] = p.Value
	}
	return all
}

// handled has errors that are handled kept until the test's end. Tests that use it do
// not run in parallel.
func handled(t testing.TB) *faults {
	f := new(faults)
	before := otel.GetErrorHandler()
	otel.SetErrorHandler(f)
	t.Cleanup(func() { otel.SetErrorHandler(before) })
	return f
}

type faults struct {
	mu  sync.Mutex
	all []string
}

func (f *faults) Handle(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.all = append(f.all, err.Error())
}

func (f *faults) take() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	all := f.all
	f.all = nil
	return all
}

// together runs f in 64 goroutines that begin at once, and waits for all.
func together(f func(i int)) {
	var group sync.WaitGroup
	begin := make(chan struct{})
	for i := range 64 {
		group.Go(func() {
			<-begin
			f(i)
		})
	}
	close(begin)
	group.Wait()
}

func set(kvs ...attribute.KeyValue) attribute.Set { return attribute.NewSet(kvs...) }
