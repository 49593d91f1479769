package whitotel_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	whitotel "github.com/whitmetrics/whit/compat/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/exemplar"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/trace"
)

// inSpan returns a context with a span of that number.
func inSpan(number byte, flags trace.TraceFlags) context.Context {
	return trace.ContextWithSpanContext(ctx, trace.NewSpanContext(trace.SpanContextConfig{
		TraceID: trace.TraceID{number}, SpanID: trace.SpanID{number}, TraceFlags: flags,
	}))
}

func traceIDs[N int64 | float64](list []metricdata.Exemplar[N]) (ids []byte) {
	for _, e := range list {
		ids = append(ids, e.TraceID[0])
	}
	return ids
}

func TestExemplars(t *testing.T) {
	p := start(t, whitotel.WithExemplars(exemplar.TraceBasedFilter))
	m := p.Meter("m")
	whole, _ := m.Int64Counter("whole")
	broken, _ := m.Float64Counter("broken")
	active, _ := m.Int64UpDownCounter("active")
	balance, _ := m.Float64UpDownCounter("balance")
	sizes, _ := m.Int64Histogram("sizes")
	times, _ := m.Float64Histogram("times")
	level, _ := m.Int64Gauge("level")
	heat, err := m.Float64Gauge("heat")
	require.NoError(t, err)
	for i, c := range []context.Context{ctx, inSpan(1, 0), inSpan(2, trace.FlagsSampled)} {
		n, v := int64(i+5), float64(i)+.5
		whole.Add(c, n)
		broken.Add(c, v)
		active.Add(c, -n)
		balance.Add(c, -v)
		sizes.Record(c, n)
		times.Record(c, v)
		level.Record(c, n)
		heat.Record(c, v)
		times.Record(c, math.NaN())
		heat.Record(c, math.Inf(1))
	}
	got := read(t, p.reader)
	for name, list := range map[string][]metricdata.Exemplar[int64]{
		"whole":  got["whole"].(metricdata.Sum[int64]).DataPoints[0].Exemplars,
		"active": got["active"].(metricdata.Sum[int64]).DataPoints[0].Exemplars,
		"level":  got["level"].(metricdata.Gauge[int64]).DataPoints[0].Exemplars,
		"sizes":  got["sizes"].(metricdata.ExponentialHistogram[int64]).DataPoints[0].Exemplars,
	} {
		require.Equal(t, []byte{2}, traceIDs(list), name)
		require.Equal(t, map[bool]int64{false: 7, true: -7}[name == "active"], list[0].Value, name)
	}
	for name, list := range map[string][]metricdata.Exemplar[float64]{
		"broken":  got["broken"].(metricdata.Sum[float64]).DataPoints[0].Exemplars,
		"balance": got["balance"].(metricdata.Sum[float64]).DataPoints[0].Exemplars,
		"heat":    got["heat"].(metricdata.Gauge[float64]).DataPoints[0].Exemplars,
		"times":   got["times"].(metricdata.ExponentialHistogram[float64]).DataPoints[0].Exemplars,
	} {
		require.Len(t, list, 1, name)
		id, span := trace.TraceID{2}, trace.SpanID{2}
		require.Equal(t, id[:], list[0].TraceID)
		require.Equal(t, span[:], list[0].SpanID)
		require.Equal(t, 2.5, map[bool]float64{false: 1, true: -1}[name == "balance"]*list[0].Value, name)
		require.WithinDuration(t, time.Now(), list[0].Time, time.Minute)
	}
}

// A series keeps a few, however many measurements there are; after an export the next ones
// come in at once, and a reader of deltas gets those alone.
func TestExemplarsAreFewAndFresh(t *testing.T) {
	var r *sdk.ManualReader
	p := start(t, withDeltas(&r, sdk.DeltaTemporalitySelector), whitotel.WithExemplars(exemplar.TraceBasedFilter))
	c, err := p.Meter("m").Int64Counter("c")
	require.NoError(t, err)
	h, err := p.Meter("m").Float64Histogram("h")
	require.NoError(t, err)
	collect := func(r *sdk.ManualReader) []byte {
		got := read(t, r)
		counted := got["c"].(metricdata.Sum[int64]).DataPoints[0]
		ids := traceIDs(counted.Exemplars)
		require.True(t, slices.IsSortedFunc(counted.Exemplars, func(a, b metricdata.Exemplar[int64]) int { return a.Time.Compare(b.Time) }))
		for _, e := range counted.Exemplars {
			require.False(t, e.Time.After(counted.Time))
		}
		return append(ids, traceIDs(got["h"].(metricdata.ExponentialHistogram[float64]).DataPoints[0].Exemplars)...)
	}
	record := func(number byte, times int) {
		span := inSpan(number, trace.FlagsSampled)
		for range times {
			c.Add(span, 1)
			h.Record(span, 1)
		}
	}
	record(1, 1000)
	require.Equal(t, []byte{1, 1, 1, 1, 1, 1, 1, 1}, collect(r))
	record(2, 1)
	require.Equal(t, []byte{2, 2}, collect(r))
	require.Len(t, collect(p.reader), 8, "the old ones stay, for who reads totals")
	record(3, 200) // more than enough for all four slots
	require.Equal(t, []byte{3, 3, 3, 3, 3, 3, 3, 3}, collect(p.reader))
	require.Equal(t, []byte{3, 3, 3, 3, 3, 3, 3, 3}, collect(r))
	record(4, 2000) // in one of 32 that the others have been exported
	record(5, 2000)
	require.NotContains(t, collect(p.reader), byte(4), "recent ones take the place of others")
}

// What a view takes out of the attributes is in the exemplars: so clients are named, and
// make no series. Whatever they send, memory stays bounded and text valid.
func TestExemplarsOfClients(t *testing.T) {
	p := start(t, whitotel.WithExemplars(exemplar.AlwaysOnFilter), whitotel.WithView(
		sdk.NewView(sdk.Instrument{Name: "*"}, sdk.Stream{AttributeFilter: attribute.NewDenyKeysFilter("client", "note")})))
	h, err := p.Meter("m").Float64Histogram("h")
	require.NoError(t, err)
	by := func(client string) metric.MeasurementOption {
		return metric.WithAttributes(attribute.String("method", "GET"), attribute.String("client", client), attribute.Int("note", 1))
	}
	point := func() metricdata.ExponentialHistogramDataPoint[float64] {
		data := p.metric(t, "h").Data.(metricdata.ExponentialHistogram[float64])
		require.Len(t, data.DataPoints, 1)
		require.Equal(t, getSet, data.DataPoints[0].Attributes.String())
		return data.DataPoints[0]
	}
	h.Record(ctx, 1, by("ada"))
	first := point().Exemplars
	require.Len(t, first, 1)
	require.ElementsMatch(t, []attribute.KeyValue{attribute.String("client", "ada"), attribute.Int("note", 1)}, first[0].FilteredAttributes)
	require.Empty(t, first[0].TraceID)

	before, large := heap(), strings.Repeat("x", 1<<20)
	for i := range 200 {
		h.Record(ctx, 2, by(fmt.Sprint(i, large)))
		h.Record(ctx, 2, by(fmt.Sprint(i, " \xff ", large)[:9]))
	}
	require.Less(t, heap(), before+1<<20)
	last := point().Exemplars
	require.Len(t, last, 4)
	for _, e := range last {
		n := 0
		require.Contains(t, e.FilteredAttributes, attribute.Int("note", 1))
		for _, kv := range e.FilteredAttributes {
			n += len(kv.Value.String())
			require.True(t, utf8.ValidString(kv.Value.String()))
		}
		require.Less(t, n, 600)
	}
}

func TestExemplarsWhileCollecting(t *testing.T) {
	p := start(t, whitotel.WithExemplars(exemplar.TraceBasedFilter))
	c, err := p.Meter("m").Int64Counter("c")
	require.NoError(t, err)
	stop := make(chan struct{})
	var reader sync.WaitGroup
	reader.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				p.collect(t)
			}
		}
	})
	together(func(i int) {
		span := inSpan(byte(i+1), trace.FlagsSampled)
		for range 1000 {
			c.Add(span, int64(i+1))
		}
	})
	close(stop)
	reader.Wait()
	got := p.metric(t, "c").Data.(metricdata.Sum[int64]).DataPoints[0].Exemplars
	require.Len(t, got, 4)
	for _, e := range got {
		require.EqualValues(t, e.TraceID[0], e.Value, "of one measurement")
		require.Equal(t, e.TraceID[0], e.SpanID[0])
	}
}

// What is in no sampled span costs no memory, either.
func TestNoAllocationsWithoutASampledSpan(t *testing.T) {
	p := start(t, whitotel.WithExemplars(exemplar.TraceBasedFilter))
	c, err := p.Meter("m").Int64Counter("c")
	require.NoError(t, err)
	h, err := p.Meter("m").Float64Histogram("h")
	require.NoError(t, err)
	span := inSpan(1, 0)
	record := func() {
		c.Add(span, 1)
		c.Add(span, 1, threeAdd...)
		h.Record(span, 1, threeRec...)
	}
	record()
	require.Zero(t, testing.AllocsPerRun(1000, record))
}
