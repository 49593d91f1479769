package whitotel_test

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	whitotel "github.com/whitmetrics/whit/compat/otel"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// kinds asks a meter for an instrument of each kind, and uses it if there is one.
var kinds = map[string]func(metric.Meter, string) (any, error){
	"int64 counter": func(m metric.Meter, name string) (any, error) {
		i, err := m.Int64Counter(name)
		i.Add(ctx, 1)
		return i, err
	},
	"float64 counter": func(m metric.Meter, name string) (any, error) {
		i, err := m.Float64Counter(name)
		i.Add(ctx, 1)
		return i, err
	},
	"int64 up-down counter": func(m metric.Meter, name string) (any, error) {
		i, err := m.Int64UpDownCounter(name)
		i.Add(ctx, 1)
		return i, err
	},
	"float64 up-down counter": func(m metric.Meter, name string) (any, error) {
		i, err := m.Float64UpDownCounter(name)
		i.Add(ctx, 1)
		return i, err
	},
	"int64 histogram": func(m metric.Meter, name string) (any, error) {
		i, err := m.Int64Histogram(name)
		i.Record(ctx, 1)
		return i, err
	},
	"float64 histogram": func(m metric.Meter, name string) (any, error) {
		i, err := m.Float64Histogram(name)
		i.Record(ctx, 1)
		return i, err
	},
	"int64 gauge": func(m metric.Meter, name string) (any, error) {
		i, err := m.Int64Gauge(name)
		i.Record(ctx, 1)
		return i, err
	},
	"float64 gauge": func(m metric.Meter, name string) (any, error) {
		i, err := m.Float64Gauge(name)
		i.Record(ctx, 1)
		return i, err
	},
}

func TestValidNames(t *testing.T) {
	for kind, ask := range kinds {
		p := start(t)
		for _, name := range []string{"a", "Z9", "http.server/requests_total-x", strings.Repeat("n", 255)} {
			_, err := ask(p.Meter("m"), name)
			require.NoError(t, err, kind)
			p.metric(t, name)
		}
	}
}

// A name that is not valid makes an error that has it, and an instrument that does
// nothing.
func TestInvalidNames(t *testing.T) {
	p := start(t)
	for kind, ask := range kinds {
		for _, name := range []string{"", "9", "_a", ".a", "a b", "a:b", "a\n", "größe", "a\xff", strings.Repeat("n", 256)} {
			i, err := ask(p.Meter("m"), name)
			require.ErrorIs(t, err, sdk.ErrInstrumentName, kind)
			require.NotNil(t, i, kind)
			require.ErrorContains(t, err, strconv.Quote(name)+": want 1 to 255 bytes: a letter, then letters, digits, _ . - /")
		}
	}
	_, err := p.Meter("m").Int64Counter(strings.Repeat("n", 100_000))
	require.Less(t, len(err.Error()), 500)
	require.Empty(t, p.collect(t))
}

func TestSameInstrumentForAll(t *testing.T) {
	p := start(t)
	faults := handled(t)
	for kind, ask := range kinds {
		name := strings.ReplaceAll(kind, " ", ".")
		var got [64]any
		together(func(i int) { got[i], _ = ask(p.Meter("m"), name) })
		for _, i := range got {
			require.Same(t, got[0], i, kind)
		}
		upper, err := ask(p.Meter("m"), strings.ToUpper(name))
		require.NoError(t, err)
		require.Same(t, got[0], upper, "names differ in case only")
		other, err := ask(p.Meter("other"), name)
		require.NoError(t, err)
		require.NotSame(t, got[0], other, "another scope")
	}
	require.Empty(t, faults.take())
}

// Two instruments of one name are both exported, as in the SDK, and somebody is told.
func TestConflicts(t *testing.T) {
	p := start(t)
	faults := handled(t)
	m := p.Meter("shop")
	_, err := m.Int64Counter("orders", metric.WithUnit("By"))
	require.NoError(t, err)
	for _, ask := range []func() error{
		func() error { _, err := m.Int64Counter("orders"); return err },
		func() error { _, err := m.Int64Counter("orders", metric.WithDescription("What.")); return err },
		func() error { _, err := m.Float64Counter("orders", metric.WithUnit("By")); return err },
		func() error { _, err := m.Int64Gauge("ORDERS", metric.WithUnit("By")); return err },
	} {
		require.NoError(t, ask())
		got := faults.take()
		require.Len(t, got, 1)
		require.Contains(t, got[0], `whitotel: scope "shop": instrument `)
		require.Contains(t, got[0], `there is int64 Counter "orders" of unit "By" ("") already; both are exported`)
		require.NoError(t, ask())
		require.Empty(t, faults.take(), "once")
	}
}

// Who is told of a conflict may use the meter, and collect.
func TestConflictsAreReportedWithoutALock(t *testing.T) {
	p := start(t)
	m := p.Meter("shop")
	_, err := m.Int64Counter("orders")
	require.NoError(t, err)
	done := make(chan struct{})
	before := otel.GetErrorHandler()
	defer otel.SetErrorHandler(before)
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(error) {
		go func() {
			defer close(done)
			faults, err := m.Int64Counter("faults")
			assert.NoError(t, err)
			faults.Add(ctx, 1)
			assert.Equal(t, map[string]int64{bare: 1}, points[int64](t, p.metric(t, "faults").Data))
		}()
		select {
		case <-done:
		case <-time.After(10 * time.Second):
			assert.Fail(t, "blocked")
		}
	}))
	_, err = m.Int64Gauge("orders")
	require.NoError(t, err)
	<-done
}

func TestScopes(t *testing.T) {
	p := start(t)
	a := p.Meter("a", metric.WithInstrumentationVersion("1"), metric.WithSchemaURL("url"), metric.WithInstrumentationAttributes(attribute.Int("x", 1)))
	require.Same(t, a, p.Meter("a", metric.WithInstrumentationVersion("1"), metric.WithSchemaURL("url"), metric.WithInstrumentationAttributes(attribute.Int("x", 1))))
	require.NotSame(t, a, p.Meter("a"))
	for _, m := range []metric.Meter{a, p.Meter("a")} {
		c, err := m.Int64Counter("c")
		require.NoError(t, err)
		c.Add(ctx, 1)
	}
	got := p.collect(t)
	require.Len(t, got, 2)
	require.Equal(t, instrumentation.Scope{Name: "a", Version: "1", SchemaURL: "url", Attributes: set(attribute.Int("x", 1))}, got[0].Scope)
	require.Equal(t, "a", got[1].Scope.Name)
	require.Empty(t, got[1].Scope.Version)
}

// Observable instruments are the SDK's, and one reader sees them and whit's.
func TestObservables(t *testing.T) {
	p := start(t)
	m := p.Meter("m", metric.WithInstrumentationVersion("2"))
	_, err := m.Float64ObservableGauge("own", metric.WithFloat64Callback(
		func(_ context.Context, o metric.Float64Observer) error { o.Observe(.5, get); return nil }))
	require.NoError(t, err)
	shared, err := m.Int64ObservableUpDownCounter("shared")
	require.NoError(t, err)
	registration, err := m.RegisterCallback(func(_ context.Context, o metric.Observer) error {
		o.ObserveInt64(shared, -3)
		return nil
	}, shared)
	require.NoError(t, err)
	c, err := m.Int64Counter("counted")
	require.NoError(t, err)
	c.Add(ctx, 9)
	require.Equal(t, map[string]float64{getSet: .5}, points[float64](t, p.metric(t, "own").Data))
	require.Equal(t, map[string]int64{bare: -3}, points[int64](t, p.metric(t, "shared").Data))
	require.Equal(t, map[string]int64{bare: 9}, points[int64](t, p.metric(t, "counted").Data))
	for _, s := range p.collect(t) {
		require.Equal(t, instrumentation.Scope{Name: "m", Version: "2"}, s.Scope)
	}
	require.NoError(t, registration.Unregister())
	var names []string
	for _, s := range p.collect(t) {
		for _, m := range s.Metrics {
			names = append(names, m.Name)
		}
	}
	require.ElementsMatch(t, []string{"own", "counted"}, names)
}

// The limit is that of observable instruments as well, unless the SDK was given another.
func TestCardinalityLimitOfObservables(t *testing.T) {
	for want, options := range map[int][]whitotel.Option{
		3: {whitotel.WithCardinalityLimit(3)},
		5: {whitotel.WithCardinalityLimit(3), whitotel.WithSDK(sdk.WithCardinalityLimit(5))},
	} {
		p := start(t, options...)
		_, err := p.Meter("m").Int64ObservableGauge("g", metric.WithInt64Callback(
			func(_ context.Context, o metric.Int64Observer) error {
				for i := range 10 {
					o.Observe(1, numbered(i))
				}
				return nil
			}))
		require.NoError(t, err)
		got := points[int64](t, p.metric(t, "g").Data)
		require.Len(t, got, want)
		require.Contains(t, got, overflowSet)
	}
}

// What a reader does with the data must not reach the next collection.
func TestCollectionsAreTheReadersOwn(t *testing.T) {
	p := start(t)
	c, err := p.Meter("m").Int64Counter("c")
	require.NoError(t, err)
	c.Add(ctx, 1)
	sum := p.metric(t, "c").Data.(metricdata.Sum[int64])
	sum.DataPoints[0].Value = 77
	require.Equal(t, map[string]int64{bare: 1}, points[int64](t, p.metric(t, "c").Data))
}
