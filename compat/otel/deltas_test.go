package whitotel_test

import (
	"math"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	whitotel "github.com/whitmetrics/whit/compat/otel"
	"go.opentelemetry.io/otel/metric"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// allDeltas wants deltas of up-down counters too, unlike the SDK's selector.
func allDeltas(sdk.InstrumentKind) metricdata.Temporality { return metricdata.DeltaTemporality }

// withDeltas adds a reader that gets deltas.
func withDeltas(reader **sdk.ManualReader, selector sdk.TemporalitySelector) whitotel.Option {
	return whitotel.WithReader(func(p sdk.Producer) (sdk.Reader, error) {
		*reader = sdk.NewManualReader(sdk.WithProducer(whitotel.Deltas(p, selector)))
		return *reader, nil
	})
}

// read returns what a reader has by the metrics' names.
func read(t testing.TB, r *sdk.ManualReader) map[string]metricdata.Aggregation {
	t.Helper()
	var all metricdata.ResourceMetrics
	require.NoError(t, r.Collect(ctx, &all))
	found := make(map[string]metricdata.Aggregation)
	for _, s := range all.ScopeMetrics {
		for _, m := range s.Metrics {
			require.NotContains(t, found, m.Name)
			found[m.Name] = m.Data
		}
	}
	return found
}

func TestDeltas(t *testing.T) {
	var r *sdk.ManualReader
	p := start(t, withDeltas(&r, sdk.DeltaTemporalitySelector))
	m := p.Meter("m")
	c, err := m.Int64Counter("c")
	require.NoError(t, err)
	u, err := m.Float64UpDownCounter("u")
	require.NoError(t, err)
	h, err := m.Int64Histogram("h")
	require.NoError(t, err)
	g, err := m.Float64Gauge("g")
	require.NoError(t, err)
	c.Add(ctx, 3)
	c.Add(ctx, 5, get)
	u.Add(ctx, 2.5)
	h.Record(ctx, 4)
	g.Record(ctx, 7)
	first := read(t, r)
	require.Equal(t, map[string]int64{bare: 3, getSet: 5}, points[int64](t, first["c"]))
	begin := first["c"].(metricdata.Sum[int64]).DataPoints[0]
	require.Equal(t, metricdata.DeltaTemporality, first["c"].(metricdata.Sum[int64]).Temporality)
	require.True(t, first["c"].(metricdata.Sum[int64]).IsMonotonic)
	require.Equal(t, metricdata.CumulativeTemporality, first["u"].(metricdata.Sum[float64]).Temporality)

	again := read(t, r) // nothing has grown
	require.Len(t, again, 2)
	require.Equal(t, map[string]float64{bare: 2.5}, points[float64](t, again["u"]))
	require.Equal(t, map[string]float64{bare: 7}, points[float64](t, again["g"]))

	c.Add(ctx, 4)
	c.Add(ctx, 1, post)
	u.Add(ctx, -1)
	h.Record(ctx, 64)
	h.Record(ctx, 0)
	h.Record(ctx, -1)
	second := read(t, r)
	require.Equal(t, map[string]int64{bare: 4, postSet: 1}, points[int64](t, second["c"]))
	require.Equal(t, map[string]float64{bare: 1.5}, points[float64](t, second["u"]))
	grown := second["c"].(metricdata.Sum[int64]).DataPoints[0]
	require.Equal(t, begin.Time, grown.StartTime, "it begins where the last one ended")
	hs := second["h"].(metricdata.ExponentialHistogram[int64])
	require.Equal(t, metricdata.DeltaTemporality, hs.Temporality)
	x := hs.DataPoints[0]
	require.EqualValues(t, 3, x.Count)
	require.EqualValues(t, 63, x.Sum)
	require.EqualValues(t, 1, x.ZeroCount)
	require.EqualValues(t, 1, sumOf(x.PositiveBucket.Counts))
	require.EqualValues(t, 1, x.PositiveBucket.Counts[len(x.PositiveBucket.Counts)-1])
	require.EqualValues(t, 1, sumOf(x.NegativeBucket.Counts))
	_, known := x.Max.Value()
	require.False(t, known)
	require.Equal(t, first["h"].(metricdata.ExponentialHistogram[int64]).DataPoints[0].Time, x.StartTime)

	// The other reader has been told nothing of this.
	require.Equal(t, map[string]int64{bare: 7, getSet: 5, postSet: 1}, points[int64](t, p.metric(t, "c").Data))
	require.EqualValues(t, 4, p.metric(t, "h").Data.(metricdata.ExponentialHistogram[int64]).DataPoints[0].Count)
}

// While goroutines record, at the default's sampling, deltas never are below 0, their
// times join, and they add up to the total.
func TestDeltasAddUp(t *testing.T) {
	var r *sdk.ManualReader
	p := start(t, withDeltas(&r, allDeltas), whitotel.WithConfig(whit.Config{FlushInterval: time.Millisecond, Seed: 3}))
	m := p.Meter("m")
	c, err := m.Int64Counter("c")
	require.NoError(t, err)
	u, err := m.Int64UpDownCounter("u")
	require.NoError(t, err)
	h, err := m.Float64Histogram("h")
	require.NoError(t, err)
	done := make(chan struct{})
	var recorders atomic.Int64
	recorders.Store(64)
	go together(func(g int) {
		rng := rand.New(rand.NewPCG(uint64(g), 1))
		at := numbered(g % 3)
		for range 3000 {
			c.Add(ctx, 2, at)
			u.Add(ctx, -1, at)
			h.Record(ctx, rng.ExpFloat64(), at)
		}
		if recorders.Add(-1) == 0 {
			close(done)
		}
	})
	counts, downs, ends := make(map[string]int64), make(map[string]int64), make(map[string]time.Time)
	var events, buckets uint64
	var sum float64
	join := func(key string, start, end time.Time) {
		if last, ok := ends[key]; ok {
			require.Equal(t, last, start)
		}
		ends[key] = end
	}
	take := func() {
		all := read(t, r)
		if data, ok := all["c"].(metricdata.Sum[int64]); ok {
			for _, p := range data.DataPoints {
				require.GreaterOrEqual(t, p.Value, int64(0))
				if _, known := counts[p.Attributes.String()]; known { // a new one may be 0 so far
					require.Positive(t, p.Value)
				}
				counts[p.Attributes.String()] += p.Value
				join("c"+p.Attributes.String(), p.StartTime, p.Time)
			}
		}
		if data, ok := all["u"].(metricdata.Sum[int64]); ok {
			for _, p := range data.DataPoints {
				downs[p.Attributes.String()] += p.Value
			}
		}
		if data, ok := all["h"].(metricdata.ExponentialHistogram[float64]); ok {
			for _, p := range data.DataPoints {
				n := p.ZeroCount + sumOf(p.PositiveBucket.Counts)
				require.Equal(t, p.Count, n)
				require.Less(t, n, uint64(1)<<40, "no bucket has fallen")
				events += p.Count
				buckets += n
				sum += p.Sum
				join("h"+p.Attributes.String(), p.StartTime, p.Time)
			}
		}
	}
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		take()
	}
	total := make(map[string]int64)
	require.Equal(t, points[int64](t, p.metric(t, "c").Data), counts)
	for key, n := range counts {
		total[key] = -n / 2
	}
	require.Equal(t, total, downs)
	require.EqualValues(t, 64*3000*2, counts[`{"i":0}`]+counts[`{"i":1}`]+counts[`{"i":2}`])
	var all uint64
	var whole float64
	for _, p := range p.metric(t, "h").Data.(metricdata.ExponentialHistogram[float64]).DataPoints {
		all += p.Count
		whole += p.Sum
	}
	require.Equal(t, all, events)
	require.Equal(t, all, buckets)
	require.Less(t, math.Abs(whole/sum-1), .01) // what grew after the last count that did
}

// Streams that share a name do not share what they have given out.
func TestDeltasOfOneName(t *testing.T) {
	p, faults := (*pair)(nil), handled(t)
	var r *sdk.ManualReader
	p = start(t, withDeltas(&r, allDeltas))
	m := p.Meter("m")
	whole, err := m.Int64Counter("c")
	require.NoError(t, err)
	broken, err := m.Float64Counter("c")
	require.NoError(t, err)
	active, err := m.Int64UpDownCounter("c")
	require.NoError(t, err)
	require.Len(t, faults.take(), 2)
	for i := range int64(3) {
		whole.Add(ctx, i+1)
		broken.Add(ctx, float64(i)+.5)
		active.Add(ctx, -i-1)
		var all metricdata.ResourceMetrics
		require.NoError(t, r.Collect(ctx, &all))
		data := all.ScopeMetrics[0].Metrics
		require.Equal(t, map[string]int64{bare: i + 1}, points[int64](t, data[0].Data))
		require.Equal(t, map[string]float64{bare: float64(i) + .5}, points[float64](t, data[1].Data))
		require.Equal(t, map[string]int64{bare: -i - 1}, points[int64](t, data[2].Data))
	}
}

// A series that went and came back starts anew, even if it has come further since.
func TestSeriesThatComeBack(t *testing.T) {
	m, err := whit.New(everything)
	require.NoError(t, err)
	defer func() { require.NoError(t, m.Stop(ctx)) }()
	whole := sdk.NewManualReader(sdk.WithProducer(whitotel.NewProducer(m)))
	deltas := sdk.NewManualReader(sdk.WithProducer(whitotel.Deltas(whitotel.NewProducer(m), allDeltas)))
	provider := sdk.NewMeterProvider(sdk.WithReader(whole), sdk.WithReader(deltas))
	defer func() { require.NoError(t, provider.Shutdown(ctx)) }()
	at := func(r *sdk.ManualReader) metricdata.DataPoint[int64] {
		return read(t, r)["c"].(metricdata.Sum[int64]).DataPoints[0]
	}
	c := m.CounterVec("c", []string{"method"})
	c.With("GET").Add(5)
	before := at(whole)
	require.Equal(t, before.Value, at(deltas).Value)
	require.True(t, c.Delete("GET"))
	c.With("GET").Add(7)
	after, delta := at(whole), at(deltas)
	require.EqualValues(t, 7, after.Value)
	require.False(t, after.StartTime.Before(before.Time), "it was made after that")
	require.EqualValues(t, 7, delta.Value)
	require.Equal(t, after.StartTime, delta.StartTime)
	c.With("GET").Add(1)
	require.EqualValues(t, 1, at(deltas).Value)
	require.Equal(t, after.StartTime, at(whole).StartTime)
}

// An exporter gets what it asks for, and the last delta on Shutdown.
func TestExporterOfDeltas(t *testing.T) {
	e := &exporter{temporality: sdk.DeltaTemporalitySelector}
	p, err := whitotel.NewMeterProvider(whitotel.WithPeriodicReader(e, sdk.WithInterval(time.Hour)))
	require.NoError(t, err)
	c, err := p.Meter("m").Int64Counter("c", metric.WithUnit("1"))
	require.NoError(t, err)
	c.Add(ctx, 1)
	require.NoError(t, p.ForceFlush(ctx))
	c.Add(ctx, 2)
	c.Add(ctx, 2, get)
	require.NoError(t, p.Shutdown(ctx))
	require.Equal(t, []map[string]int64{{bare: 1}, {bare: 2, getSet: 2}}, e.exports)
}
