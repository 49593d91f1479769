package whitotel_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	whitotel "github.com/whitmetrics/whit/compat/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

const overflowSet = `{"otel.metric.overflow":true}`

func numbered(i int) metric.MeasurementOption {
	return metric.WithAttributeSet(set(attribute.Int("i", i)))
}

// What is known, or past the limit, waits for nobody who makes series.
func TestNoLockButForNewSeries(t *testing.T) {
	p := start(t, whitotel.WithCardinalityLimit(2))
	c, err := p.Meter("m").Int64Counter("c")
	require.NoError(t, err)
	c.Add(ctx, 1, get)
	c.Add(ctx, 1, post)
	release := whitotel.HoldSeries(c)
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.Add(ctx, 1, get)
		c.Add(ctx, 1, numbered(1))
		assert.Equal(t, map[string]int64{getSet: 2, overflowSet: 2}, points[int64](t, p.metric(t, "c").Data))
	}()
	select {
	case <-done:
		release()
	case <-time.After(10 * time.Second):
		release()
		require.Fail(t, "blocked")
	}
}

// As in the SDK, the limit includes the series for the overflow.
func TestCardinalityLimit(t *testing.T) {
	p := start(t, whitotel.WithCardinalityLimit(4))
	c, err := p.Meter("m").Int64Counter("c")
	require.NoError(t, err)
	for range 2 {
		for i := range 100 {
			c.Add(ctx, 1, numbered(i))
		}
	}
	c.Add(ctx, 1, metric.WithAttributes(attribute.Bool("otel.metric.overflow", true)))
	require.Equal(t, map[string]int64{`{"i":0}`: 2, `{"i":1}`: 2, `{"i":2}`: 2, overflowSet: 2*97 + 1},
		points[int64](t, p.metric(t, "c").Data))
}

// The set that says "overflow" is one that anybody may record with.
func TestOverflowSetOfTheUsers(t *testing.T) {
	p := start(t, whitotel.WithCardinalityLimit(3))
	c, err := p.Meter("m").Int64Counter("c")
	require.NoError(t, err)
	c.Add(ctx, 1, metric.WithAttributes(attribute.Bool("otel.metric.overflow", true)))
	for i := range 10 {
		c.Add(ctx, 1, numbered(i))
	}
	require.Equal(t, map[string]int64{`{"i":0}`: 1, overflowSet: 10}, points[int64](t, p.metric(t, "c").Data))
}

// Attributes whose bytes are not UTF-8 count for the valid set that they are shown as,
// past the limit too.
func TestInvalidAttributes(t *testing.T) {
	p := start(t, whitotel.WithCardinalityLimit(4))
	c, err := p.Meter("m").Int64Counter("c")
	require.NoError(t, err)
	text := func(s string) metric.MeasurementOption { return metric.WithAttributes(attribute.String("s", s)) }
	c.Add(ctx, 1, text("\uFFFD"))
	for b := 128; b < 256; b++ {
		c.Add(ctx, 1, text(string([]byte{byte(b)})))
	}
	for _, s := range []string{"a", "b", "c", "a\xff\xff", "\xc0", "\xff"} { // the first two have room
		c.Add(ctx, 1, text(s))
	}
	require.Equal(t, map[string]int64{`{"s":"` + "\uFFFD" + `"}`: 131, `{"s":"a"}`: 1, `{"s":"b"}`: 1, overflowSet: 2},
		points[int64](t, p.metric(t, "c").Data))
}

func TestNestedInvalidAttributes(t *testing.T) {
	p := start(t)
	c, err := p.Meter("m").Int64Counter("c")
	require.NoError(t, err)
	c.Add(ctx, 1, metric.WithAttributes(
		attribute.StringSlice("l", []string{"a", "\xff"}),
		attribute.KeyValue{Key: "m\xff", Value: attribute.MapValue(attribute.String("k\xff", "v\xff"))},
		attribute.KeyValue{Key: "s", Value: attribute.SliceValue(attribute.StringValue("\xff"), attribute.IntValue(1))},
	))
	want := set(
		attribute.StringSlice("l", []string{"a", "\uFFFD"}),
		attribute.KeyValue{Key: "m\uFFFD", Value: attribute.MapValue(attribute.String("k\uFFFD", "v\uFFFD"))},
		attribute.KeyValue{Key: "s", Value: attribute.SliceValue(attribute.StringValue("\uFFFD"), attribute.IntValue(1))},
	)
	got := p.metric(t, "c").Data.(metricdata.Sum[int64]).DataPoints
	require.Len(t, got, 1)
	require.True(t, got[0].Attributes.Equals(&want), got[0].Attributes.String())
}

// raw is what the API's experimental option for attributes without a set is to a provider.
type raw struct {
	metric.AddOption // for its unexported method, which nobody calls
	attributes       []attribute.KeyValue
}

func (r raw) RawAttributes() []attribute.KeyValue { return r.attributes }
func (raw) Experimental()                         {}

func TestRawAttributes(t *testing.T) {
	p := start(t)
	c, err := p.Meter("m").Int64Counter("c")
	require.NoError(t, err)
	c.Add(ctx, 1, get, raw{attributes: []attribute.KeyValue{attribute.String("method", "POST")}})
	c.Add(ctx, 1, raw{attributes: []attribute.KeyValue{attribute.String("method", "GET")}})
	require.Equal(t, map[string]int64{getSet: 1, postSet: 1}, points[int64](t, p.metric(t, "c").Data))
}

// A flood of hostile sets leaves memory bounded and sums exact.
func TestFlood(t *testing.T) {
	p := start(t)
	m := p.Meter("m")
	c, err := m.Int64Counter("c")
	require.NoError(t, err)
	h, err := m.Float64Histogram("h")
	require.NoError(t, err)
	sets := map[bool]int{false: 100_000, true: 10_000}[raceEnabled]
	flood := func(from int) {
		for i := from; i < from+sets; i++ {
			attributes := metric.WithAttributes(attribute.String("path", fmt.Sprint("/", i, "\xff")))
			c.Add(ctx, 1, attributes)
			h.Record(ctx, 1, attributes)
		}
	}
	flood(0)
	first := heap()
	flood(sets)
	flood(2 * sets)
	require.Less(t, heap(), first+1<<20, "bytes")
	got := points[int64](t, p.metric(t, "c").Data)
	require.LessOrEqual(t, len(got), 2000)
	all := int64(0)
	for _, n := range got {
		all += n
	}
	require.EqualValues(t, 3*sets, all)
}

// heap returns how many bytes are in use.
func heap() uint64 {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}

// Goroutines record, and make ever new series and instruments, while readers collect;
// in the end everything is there, exactly.
func TestRecordingWhileCollecting(t *testing.T) {
	p := start(t, whitotel.WithCardinalityLimit(500))
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					p.collect(t)
				}
			}
		})
	}
	const each = 300
	together(func(g int) {
		rng := rand.New(rand.NewPCG(uint64(g), 0))
		for i := range each {
			m := p.Meter(fmt.Sprint("scope", i%3))
			c, _ := m.Int64Counter("c")
			u, _ := m.Float64UpDownCounter(fmt.Sprint("u", i%20))
			h, _ := m.Int64Histogram("h")
			l, _ := m.Int64Gauge("l")
			attributes := numbered(rng.IntN(1000))
			c.Add(ctx, 2, attributes)
			u.Add(ctx, -.5, attributes)
			h.Record(ctx, int64(i), attributes)
			l.Record(ctx, int64(g), attributes)
		}
	})
	close(stop)
	readers.Wait()
	counted, down := int64(0), 0.
	for _, s := range p.collect(t) {
		for _, m := range s.Metrics {
			switch {
			case m.Name == "c":
				got := points[int64](t, m.Data)
				require.Len(t, got, 500)
				for _, n := range got {
					counted += n
				}
			case m.Name[0] == 'u':
				for _, v := range points[float64](t, m.Data) {
					down += v
				}
			}
		}
	}
	require.EqualValues(t, 64*each*2, counted)
	require.Equal(t, 64*each*-.5, down)
}

func TestNoAllocationsOnAHit(t *testing.T) {
	p := start(t)
	m := p.Meter("m")
	c, err := m.Int64Counter("c")
	require.NoError(t, err)
	u, err := m.Float64UpDownCounter("u")
	require.NoError(t, err)
	h, err := m.Float64Histogram("h")
	require.NoError(t, err)
	g, err := m.Int64Gauge("g")
	require.NoError(t, err)
	record := func() {
		c.Add(ctx, 1)
		c.Add(ctx, 1, threeAdd...)
		u.Add(ctx, -.5, threeAdd...)
		h.Record(ctx, 1, threeRec...)
		g.Record(ctx, 1, threeRec...)
	}
	record()
	require.Zero(t, testing.AllocsPerRun(1000, record))
}
