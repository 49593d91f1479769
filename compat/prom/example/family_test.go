package main_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/prometheus/common/model"
	"github.com/stretchr/testify/require"
)

// checkFamily holds the series of labelled families against the truth, exactly.
func (p *prometheus) checkFamily(in *instance) {
	for kind, n := range in.kinds {
		for _, name := range []string{"shop_items_total", "till_orders_total", "shop_item_weight_events_total"} {
			series := in.series(name, fmt.Sprintf("kind=%q", kind))
			require.EqualValues(p.t, n.Load(), p.increase(series), series)
			require.EqualValues(p.t, n.Load(), p.number(series, time.Now()), series)
		}
	}
}

// checkKinds holds labelled families of all instances together against the truth.
func (p *prometheus) checkKinds(instances []*instance) {
	want := make(map[string]float64)
	for _, in := range instances {
		for kind, n := range in.kinds {
			want[kind] += float64(n.Load())
		}
	}
	for _, name := range []string{"shop_items_total", "till_orders_total", "shop_item_weight_events_total"} {
		got := make(map[string]float64)
		for _, s := range p.query(fmt.Sprintf("sum by (kind) (%s)", name), time.Now()).(model.Vector) {
			got[string(s.Metric["kind"])] = float64(s.Value)
		}
		require.Equal(p.t, want, got, name)
	}
}

// checkExemplars looks for the sampled clients of metrics with labels and without:
// of a counter, and of a native histogram that has classic buckets beside, as those are
// where all versions of Prometheus look.
func (p *prometheus) checkExemplars(in *instance) {
	p.exemplars(in.series("shop_orders_total"), "", 1)
	for kind := range in.kinds {
		label := fmt.Sprintf("kind=%q", kind)
		p.exemplars(in.series("shop_items_total", label), kind, 1)
		p.exemplars(in.series("shop_item_weight_grams", label), kind, 0)
	}
}

// exemplars holds those of one series against what its clients did: the value is always
// the same, unless that is 0.
func (p *prometheus) exemplars(series, kind string, value model.SampleValue) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	found, err := p.QueryExemplars(ctx, series, time.Now().Add(-time.Hour), time.Now())
	require.NoError(p.t, err)
	require.Len(p.t, found, 1, series)
	require.EqualValues(p.t, kind, found[0].SeriesLabels["kind"])
	require.True(p.t, strings.HasPrefix(series, string(found[0].SeriesLabels["__name__"])))
	seen := make(map[string]int)
	for _, e := range found[0].Exemplars {
		require.Len(p.t, e.Labels, 1)
		client := string(e.Labels["client"])
		require.Contains(p.t, clients, client)
		require.WithinDuration(p.t, time.Now(), e.Timestamp.Time(), time.Hour)
		require.Positive(p.t, e.Value)
		if value != 0 {
			require.Equal(p.t, value, e.Value)
		}
		seen[client]++
	}
	p.t.Logf("%s: %d exemplars, by client %v", series, len(found[0].Exemplars), seen)
	require.Greater(p.t, len(seen), 1, series)
}
