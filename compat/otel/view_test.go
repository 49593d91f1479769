package whitotel_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	whitotel "github.com/whitmetrics/whit/compat/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

func TestViews(t *testing.T) {
	p := start(t, whitotel.WithView(
		sdk.NewView(sdk.Instrument{Name: "old"}, sdk.Stream{Name: "new", Description: "What."}),
		sdk.NewView(sdk.Instrument{Name: "debug.*"}, sdk.Stream{Aggregation: sdk.AggregationDrop{}}),
		sdk.NewView(sdk.Instrument{Name: "*"}, sdk.Stream{AttributeFilter: attribute.NewDenyKeysFilter("client")}),
	))
	m := p.Meter("m")
	for _, name := range []string{"old", "debug.c", "c"} {
		c, err := m.Int64Counter(name, metric.WithUnit("By"))
		require.NoError(t, err)
		c.Add(ctx, 1, get)
		c.Add(ctx, 2, metric.WithAttributes(attribute.String("method", "GET"), attribute.String("client", name)))
		_, err = m.Int64ObservableGauge(name+".seen", metric.WithInt64Callback(
			func(_ context.Context, o metric.Int64Observer) error { o.Observe(1); return nil }))
		require.NoError(t, err)
	}
	for kind, ask := range kinds {
		_, err := ask(m, "debug."+kind[:3])
		require.NoError(t, err)
	}
	got := read(t, p.reader)
	require.Len(t, got, 4)
	require.Equal(t, map[string]int64{getSet: 1, `{"client":"old","method":"GET"}`: 2}, points[int64](t, got["new"]), "the first view counts")
	require.Equal(t, map[string]int64{getSet: 3}, points[int64](t, got["c"]))
	require.Contains(t, got, "c.seen")
	require.Contains(t, got, "old.seen")
	renamed := p.metric(t, "new")
	require.Equal(t, []string{"What.", "By"}, []string{renamed.Description, renamed.Unit})
}

func TestViewsOfBadNames(t *testing.T) {
	p := start(t, whitotel.WithView(sdk.NewView(sdk.Instrument{Name: "a"}, sdk.Stream{Name: "a b"})))
	_, err := p.Meter("m").Int64Counter("a")
	require.ErrorIs(t, err, sdk.ErrInstrumentName)
	require.ErrorContains(t, err, `"a b"`)
}

// Attributes that a view takes out may be as many as there are: none makes a series, and
// memory stays bounded.
func TestFloodOfFilteredAttributes(t *testing.T) {
	p := start(t, whitotel.WithCardinalityLimit(100), whitotel.WithView(
		sdk.NewView(sdk.Instrument{Name: "*"}, sdk.Stream{AttributeFilter: attribute.NewAllowKeysFilter("method")})))
	c, err := p.Meter("m").Int64Counter("c")
	require.NoError(t, err)
	const clients = 50_000
	flood := func(from int) {
		for i := from; i < from+clients; i++ {
			c.Add(ctx, 1, metric.WithAttributes(attribute.String("method", "GET"), attribute.Int("client", i)))
		}
	}
	flood(0)
	before := heap()
	flood(clients)
	require.Less(t, heap(), before+256<<10)
	data := p.metric(t, "c").Data.(metricdata.Sum[int64])
	require.Equal(t, map[string]int64{getSet: 2 * clients}, points[int64](t, data))
}
