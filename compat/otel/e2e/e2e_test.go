package e2e_test

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	whitotel "github.com/whitmetrics/whit/compat/otel"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetricgrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/metric"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"
)

// transports are the ways to the collector.
var transports = map[string]func(*collector) (sdk.Exporter, error){
	"grpc": func(c *collector) (sdk.Exporter, error) {
		return otlpmetricgrpc.New(ctx, otlpmetricgrpc.WithEndpoint(c.grpc), otlpmetricgrpc.WithInsecure())
	},
	"http": func(c *collector) (sdk.Exporter, error) {
		return otlpmetrichttp.New(ctx, otlpmetrichttp.WithEndpoint(c.http), otlpmetrichttp.WithInsecure())
	},
}

func forEachTransport(t *testing.T, test func(*testing.T, *collector, *whitotel.MeterProvider), config whit.Config) {
	for name, export := range transports {
		t.Run(name, func(t *testing.T) {
			c := listen(t)
			exporter, err := export(c)
			require.NoError(t, err)
			p, err := whitotel.NewMeterProvider(
				whitotel.WithConfig(config),
				whitotel.WithPeriodicReader(exporter, sdk.WithInterval(time.Hour)),
				whitotel.WithSDK(sdk.WithResource(resource.NewSchemaless(attribute.String("service.name", "shop")))),
			)
			require.NoError(t, err)
			defer func() { require.NoError(t, p.Shutdown(ctx)) }()
			test(t, c, p)
		})
	}
}

// Goroutines count what they add; what arrives in the collector is that, exactly.
func TestSumsArriveExactly(t *testing.T) {
	forEachTransport(t, func(t *testing.T, c *collector, p *whitotel.MeterProvider) {
		meter := p.Meter("shop", metric.WithInstrumentationVersion("1.2"))
		whole, err := meter.Int64Counter("whole", metric.WithDescription("Größe."), metric.WithUnit("{order}"))
		require.NoError(t, err)
		broken, err := meter.Float64Counter("broken")
		require.NoError(t, err)
		active, err := meter.Int64UpDownCounter("active")
		require.NoError(t, err)
		balance, err := meter.Float64UpDownCounter("balance")
		require.NoError(t, err)
		level, err := meter.Int64Gauge("level")
		require.NoError(t, err)
		heat, err := p.Meter("other").Float64Gauge("heat")
		require.NoError(t, err)
		_, err = meter.Int64ObservableCounter("observed", metric.WithInt64Callback(
			func(_ context.Context, o metric.Int64Observer) error { o.Observe(42); return nil }))
		require.NoError(t, err)

		const goroutines, each = 16, 5000
		var group sync.WaitGroup
		for g := range goroutines {
			group.Go(func() {
				mine := metric.WithAttributeSet(attribute.NewSet(attribute.Int("worker", g%4), attribute.Bool("ok", true)))
				for i := range int64(each) {
					whole.Add(ctx, i, mine)
					broken.Add(ctx, .25, mine)
					active.Add(ctx, 2, mine)
					active.Add(ctx, -1, mine)
					balance.Add(ctx, -.5, mine)
				}
			})
		}
		group.Wait()
		level.Record(ctx, math.MaxInt64)
		heat.Record(ctx, -273.15, metric.WithAttributes(attribute.String("where", "out")))
		require.NoError(t, p.ForceFlush(ctx))

		all := c.arrivals(t)
		require.Len(t, all, 1)
		a := all[0]
		require.Equal(t, pmetric.AggregationTemporalityCumulative, a.sums)
		require.Equal(t, "shop", a.resource["service.name"])
		require.Equal(t, map[string]string{"shop": "1.2", "other": ""}, a.scopes)
		require.Equal(t, "Größe.", a.metrics["whole"].Description())
		require.Equal(t, "{order}", a.metrics["whole"].Unit())
		for name, monotonic := range map[string]bool{"whole": true, "broken": true, "active": false, "balance": false, "observed": true} {
			require.Equal(t, monotonic, a.metrics[name].Sum().IsMonotonic(), name)
		}
		for worker := range 4 {
			at := func(name string) pmetric.NumberDataPoint {
				return a.numbers[series("shop", name, map[string]any{"worker": worker, "ok": true})]
			}
			const events = goroutines / 4 * each
			require.EqualValues(t, goroutines/4*each*(each-1)/2, at("whole").IntValue())
			require.Equal(t, events*.25, at("broken").DoubleValue())
			require.EqualValues(t, events, at("active").IntValue())
			require.Equal(t, events*-.5, at("balance").DoubleValue())
		}
		require.EqualValues(t, math.MaxInt64, a.numbers[series("shop", "level", nil)].IntValue())
		require.EqualValues(t, 42, a.numbers[series("shop", "observed", nil)].IntValue())
		require.Equal(t, -273.15, a.numbers[series("other", "heat", map[string]any{"where": "out"})].DoubleValue())
		require.Len(t, a.numbers, 4*4+3)
	}, whit.Config{})
}

// At the sampling that is the default, what arrives of a histogram is consistent in
// itself, and its quantiles are near those of all values and within whit's intervals.
func TestHistogramsArrive(t *testing.T) {
	forEachTransport(t, func(t *testing.T, c *collector, p *whitotel.MeterProvider) {
		h, err := p.Meter("shop").Float64Histogram("latency", metric.WithUnit("s"))
		require.NoError(t, err)
		get := metric.WithAttributeSet(attribute.NewSet(attribute.String("method", "GET")))
		const n = 200_000
		rng := rand.New(rand.NewPCG(1, 2))
		values := make([]float64, n)
		for i := range values {
			values[i] = math.Exp(rng.NormFloat64())
			h.Record(ctx, values[i], get)
			if i%5000 == 0 { // so that no ring overflows
				require.NoError(t, p.ForceFlush(ctx))
			}
		}
		require.NoError(t, p.ForceFlush(ctx))
		slices.Sort(values)

		all := c.arrivals(t)
		got := all[len(all)-1].values[series("shop", "latency", map[string]any{"method": "GET"})]
		require.EqualValues(t, 5, got.Scale())
		require.EqualValues(t, bucketSum(got), got.Count())
		require.InDelta(t, n, float64(got.Count()), 1500) // some thirty await a sample; none in a thousand
		// Five standard errors of 6000 samples, and half a bucket.
		for q, within := range map[float64]float64{.1: .13, .5: .1, .9: .13, .99: .26} {
			require.InEpsilon(t, values[int(q*n)], quantile(got, q), within, q)
		}
		own := p.Whit().Snapshot().Totals
		require.Len(t, own, 1)
		for _, q := range []float64{.01, .1, .25, .5, .75, .9, .99} {
			e := own[0].Quantile(q)
			require.Less(t, e.High/e.Low, 2., q) // not just anything is within
			require.GreaterOrEqual(t, quantile(got, q), e.Low, q)
			require.LessOrEqual(t, quantile(got, q), e.High, q)
		}
		require.InEpsilon(t, mean(values), got.Sum()/float64(got.Count()), .09)
		require.LessOrEqual(t, values[0], got.Min())
		require.GreaterOrEqual(t, values[n-1], got.Max())
	}, whit.Config{FixedRate: true, Seed: 7})
}

// With every event sampled, what arrives are the values themselves, to the bucket.
func TestHistogramsOfAllValuesAreExact(t *testing.T) {
	forEachTransport(t, func(t *testing.T, c *collector, p *whitotel.MeterProvider) {
		h, err := p.Meter("shop").Int64Histogram("size")
		require.NoError(t, err)
		want, sum := make(map[int]uint64), int64(0)
		for v := int64(-300); v <= 3000; v += 3 {
			h.Record(ctx, v)
			sum += v
			if v > 0 {
				want[int(math.Ceil(math.Log2(float64(v))*32))-1]++
			}
		}
		require.NoError(t, p.ForceFlush(ctx))
		all := c.arrivals(t)
		got := all[len(all)-1].values[series("shop", "size", nil)]
		require.EqualValues(t, 1101, got.Count())
		require.EqualValues(t, sum, got.Sum())
		require.EqualValues(t, 1, got.ZeroCount())
		require.EqualValues(t, -300, got.Min())
		require.EqualValues(t, 3000, got.Max())
		require.EqualValues(t, bucketSum(got), got.Count())
		for i, n := range got.Positive().BucketCounts().All() {
			require.Equal(t, want[int(got.Positive().Offset())+i], n)
		}
	}, whit.Config{SampleRate: 1, BufferSize: 1 << 14})
}

// From export to export nothing falls, and no series starts anew.
func TestExportsOnlyGrow(t *testing.T) {
	forEachTransport(t, func(t *testing.T, c *collector, p *whitotel.MeterProvider) {
		meter := p.Meter("shop")
		n, err := meter.Int64Counter("n")
		require.NoError(t, err)
		h, err := meter.Float64Histogram("h")
		require.NoError(t, err)
		stop := make(chan struct{})
		var group, running sync.WaitGroup
		running.Add(8)
		for g := range 8 {
			group.Go(func() {
				mine := metric.WithAttributeSet(attribute.NewSet(attribute.Int("worker", g%3)))
				rng := rand.New(rand.NewPCG(uint64(g), 1))
				for range 1000 { // of which some are samples
					n.Add(ctx, 1, mine)
					h.Record(ctx, rng.ExpFloat64(), mine)
				}
				running.Done()
				for {
					select {
					case <-stop:
						return
					default:
						n.Add(ctx, 1, mine)
						h.Record(ctx, rng.ExpFloat64(), mine)
					}
				}
			})
		}
		running.Wait() // an export of nothing does not arrive
		for range 30 {
			require.NoError(t, p.ForceFlush(ctx))
		}
		close(stop)
		group.Wait()

		all := c.arrivals(t)
		require.Len(t, all, 30)
		grown := 0
		for i := 1; i < len(all); i++ {
			for key, before := range all[i-1].numbers {
				after := all[i].numbers[key]
				require.GreaterOrEqual(t, after.IntValue(), before.IntValue())
				require.Equal(t, before.StartTimestamp(), after.StartTimestamp())
				grown += int(after.IntValue() - before.IntValue())
			}
			for key, before := range all[i-1].values {
				requireGrown(t, before, all[i].values[key])
			}
		}
		require.Positive(t, grown)
		require.Len(t, all[len(all)-1].values, 3)
	}, whit.Config{})
}

// Bytes that are not UTF-8 would have the exporter fail for all metrics.
func TestStringsOfAnyBytesArrive(t *testing.T) {
	forEachTransport(t, func(t *testing.T, c *collector, p *whitotel.MeterProvider) {
		n, err := p.Meter("scope\xff", metric.WithInstrumentationVersion("\xfe")).
			Int64Counter("n", metric.WithDescription("a\xc3"), metric.WithUnit("\x80"))
		require.NoError(t, err)
		for b := range 256 {
			n.Add(ctx, 1, metric.WithAttributes(attribute.String("v\xff", string([]byte{byte(b)}))))
		}
		n.Add(ctx, 1, metric.WithAttributes(attribute.StringSlice("list", []string{"\xff", "ok"})))
		require.NoError(t, p.ForceFlush(ctx))
		a := c.arrivals(t)[0]
		require.Equal(t, map[string]string{"scope\uFFFD": "\uFFFD"}, a.scopes)
		require.Equal(t, "a\uFFFD", a.metrics["n"].Description())
		require.Equal(t, "\uFFFD", a.metrics["n"].Unit())
		require.Len(t, a.numbers, 128+1+1)
		invalid := a.numbers[series("scope\uFFFD", "n", map[string]any{"v\uFFFD": "\uFFFD"})]
		require.EqualValues(t, 128, invalid.IntValue())
		list := a.numbers[series("scope\uFFFD", "n", map[string]any{"list": []any{"\uFFFD", "ok"}})]
		require.EqualValues(t, 1, list.IntValue())
		_, err = p.Meter("scope").Int64Counter("größe\xff")
		require.ErrorContains(t, err, `"größe\xff"`)
		require.True(t, strings.HasPrefix(err.Error(), "whitotel: invalid instrument name"))
	}, whit.Config{})
}
