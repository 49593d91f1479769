package whitotel_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	whitotel "github.com/whitmetrics/whit/compat/otel"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/noop"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// exporter keeps what it is given.
type exporter struct {
	temporality sdk.TemporalitySelector
	exports     []map[string]int64 // of the counter "c"
	down        bool
}

func (e *exporter) Temporality(k sdk.InstrumentKind) metricdata.Temporality { return e.temporality(k) }
func (e *exporter) Aggregation(k sdk.InstrumentKind) sdk.Aggregation {
	return sdk.DefaultAggregationSelector(k)
}
func (e *exporter) ForceFlush(context.Context) error { return nil }
func (e *exporter) Shutdown(context.Context) error   { e.down = true; return nil }

func (e *exporter) Export(_ context.Context, all *metricdata.ResourceMetrics) error {
	got := make(map[string]int64)
	for _, s := range all.ScopeMetrics {
		for _, m := range s.Metrics {
			for _, p := range m.Data.(metricdata.Sum[int64]).DataPoints {
				got[p.Attributes.String()] = p.Value
			}
		}
	}
	e.exports = append(e.exports, got)
	return nil
}

// Everything through otel.SetMeterProvider: what is recorded before Shutdown is
// exported, and the goroutines end.
func TestWholeMigration(t *testing.T) {
	before := runtime.NumGoroutine()
	e := &exporter{temporality: sdk.CumulativeTemporalitySelector}
	p, err := whitotel.NewMeterProvider(whitotel.WithPeriodicReader(e))
	require.NoError(t, err)
	global := otel.GetMeterProvider()
	otel.SetMeterProvider(p)
	defer otel.SetMeterProvider(global)
	c, err := otel.Meter("m").Int64Counter("c")
	require.NoError(t, err)
	c.Add(ctx, 1)
	require.NoError(t, p.ForceFlush(ctx))
	c.Add(ctx, 2, get)
	require.NoError(t, p.Shutdown(ctx))
	require.Equal(t, []map[string]int64{{bare: 1}, {bare: 1, getSet: 2}}, e.exports)
	require.True(t, e.down)
	require.ErrorIs(t, p.Shutdown(ctx), sdk.ErrReaderShutdown)
	c.Add(ctx, 1) // does no harm
	require.Equal(t, noop.Meter{}, p.Meter("late"))
	requireEnded(t, before)
}

// What was started before an option that is not valid is ended.
func TestFailedStartLeavesNothing(t *testing.T) {
	before := runtime.NumGoroutine()
	good := &exporter{temporality: sdk.CumulativeTemporalitySelector}
	_, err := whitotel.NewMeterProvider(whitotel.WithPeriodicReader(good), whitotel.WithPeriodicReader(nil))
	require.EqualError(t, err, "whitotel: reader 1: the exporter is nil")
	require.True(t, good.down)
	requireEnded(t, before)
}

func TestBadOptions(t *testing.T) {
	none := func(sdk.Producer) (sdk.Reader, error) { return nil, nil }
	fails := func(sdk.Producer) (sdk.Reader, error) { return nil, errors.New("why not") }
	for want, o := range map[string]whitotel.Option{
		"whitotel: cardinality limit is 1: want 2 or more": whitotel.WithCardinalityLimit(1),
		"whit: Config.SampleRate is 2":                     whitotel.WithConfig(whit.Config{SampleRate: 2}),
		"whitotel: reader 0: there is none":                whitotel.WithReader(none),
		"whitotel: reader 0: why not":                      whitotel.WithReader(fails),
		"whitotel: reader 0: the exporter is nil":          whitotel.WithPeriodicReader(nil),
	} {
		p, err := whitotel.NewMeterProvider(o)
		require.Nil(t, p)
		require.True(t, err != nil && strings.HasPrefix(err.Error(), want), err)
	}
}

// A reader that gets nothing of whit's instruments, as it does not take in the producer, is
// reported once.
func TestReaderWithoutTheProducer(t *testing.T) {
	reader := func() sdk.Reader {
		return sdk.NewPeriodicReader(&exporter{temporality: sdk.CumulativeTemporalitySelector})
	}
	for name, option := range map[string]func() whitotel.Option{
		"to the SDK": func() whitotel.Option { return whitotel.WithSDK(sdk.WithReader(reader())) },
		"by its function": func() whitotel.Option {
			return whitotel.WithReader(func(sdk.Producer) (sdk.Reader, error) { return reader(), nil })
		},
	} {
		for end, do := range map[string]func(*whitotel.MeterProvider) error{
			"shutdown":        func(p *whitotel.MeterProvider) error { return p.Shutdown(ctx) },
			"flush, shutdown": func(p *whitotel.MeterProvider) error { return errors.Join(p.ForceFlush(ctx), p.Shutdown(ctx)) },
		} {
			t.Run(name+", "+end, func(t *testing.T) {
				faults := handled(t)
				p, err := whitotel.NewMeterProvider(option())
				require.NoError(t, err)
				c, err := p.Meter("m").Int64Counter("c")
				require.NoError(t, err)
				require.NoError(t, p.ForceFlush(ctx))
				require.Empty(t, faults.take(), "nothing to report yet")
				c.Add(ctx, 1)
				require.NoError(t, do(p))
				got := faults.take()
				require.Len(t, got, 1)
				require.Contains(t, got[0], "whitotel: no reader has asked for what counters")
			})
		}
	}
}

// Nor is anything reported that somebody has asked for.
func TestReadersWithTheProducer(t *testing.T) {
	faults := handled(t)
	e := &exporter{temporality: sdk.CumulativeTemporalitySelector}
	periodic, err := whitotel.NewMeterProvider(whitotel.WithPeriodicReader(e))
	require.NoError(t, err)
	manual := start(t)
	for _, p := range []*whitotel.MeterProvider{periodic, manual.MeterProvider} {
		c, err := p.Meter("m").Int64Counter("c")
		require.NoError(t, err)
		c.Add(ctx, 1)
	}
	require.NoError(t, periodic.Shutdown(ctx))
	manual.collect(t)
	require.NoError(t, manual.Shutdown(ctx))
	require.Empty(t, faults.take())
	require.Len(t, e.exports, 1)
}

// Collecting honours its context, and does without the collector once that has ended.
func TestCollectContext(t *testing.T) {
	p := start(t)
	c, err := p.Meter("m").Int64Counter("c", metric.WithUnit("1"))
	require.NoError(t, err)
	c.Add(ctx, 1)
	expired, cancel := context.WithCancel(ctx)
	cancel()
	var all metricdata.ResourceMetrics
	require.ErrorIs(t, p.reader.Collect(expired, &all), context.Canceled)
	require.Equal(t, map[string]int64{bare: 1}, points[int64](t, p.metric(t, "c").Data))
}

// requireEnded waits until there are no more goroutines than before: an ended one is
// counted a moment longer.
func requireEnded(t *testing.T, before int) {
	t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	for runtime.NumGoroutine() > before && time.Now().Before(deadline) {
		runtime.Gosched()
	}
	require.LessOrEqual(t, runtime.NumGoroutine(), before)
}
