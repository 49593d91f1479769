package aggregate_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/shard"
)

func route(value string) []aggregate.Label { return []aggregate.Label{{Name: "route", Value: value}} }

// routes returns a snapshot of a family with a series for each route, which has so many
// events of value 2.
func routes(t *testing.T, events map[string]int) *aggregate.Snapshot {
	e := newEngine(1, 1<<10, ring.DropNewest)
	e.values("plain", false)
	for value, n := range events {
		s := new(shard.Series)
		e.c.AddValues(aggregate.Desc{Name: "bytes", Labels: route(value), Kind: aggregate.Distribution}, s)
		for range n {
			record(s, 2)
		}
	}
	e.flush(t, "bytes")
	return e.c.Snapshot()
}

// counts returns the events of each series of a family by the label route.
func counts(s *aggregate.Snapshot) map[string]uint64 {
	got := make(map[string]uint64)
	for _, t := range s.Series("bytes") {
		got[t.Label("route")] += t.Count
	}
	return got
}

func TestSeriesAndTotalOfAFamily(t *testing.T) {
	s := routes(t, map[string]int{"/a": 3, "/b": 4})
	require.Equal(t, map[string]uint64{"/a": 3, "/b": 4}, counts(s))
	total, ok := s.Total("bytes")
	require.True(t, ok)
	require.Nil(t, total.Labels)
	require.EqualValues(t, 7, total.Count)
	require.InDelta(t, 14, total.Sum.Value, 1e-9)
	require.InDelta(t, 2, total.Quantile(.5).Value, .05)

	plain, ok := s.Total("plain")
	require.True(t, ok)
	require.Zero(t, plain.Count)
	require.Len(t, s.Series("plain"), 1)
	require.Nil(t, s.Series("none"))
	_, ok = s.Total("none")
	require.False(t, ok)
}

func TestMergeTellsSeriesApart(t *testing.T) {
	a := routes(t, map[string]int{"/a": 3, "/b": 4, "/a,route=\"/c\"": 1})
	b := routes(t, map[string]int{"/b": 10, "/c": 5})
	var read aggregate.Snapshot
	text, err := json.Marshal(b)
	require.NoError(t, err)
	require.Contains(t, string(text), `"labels":[{"name":"route","value":"/c"}]`)
	require.NoError(t, json.Unmarshal(text, &read))

	sum, err := aggregate.Merge(a, &read)
	require.NoError(t, err)
	require.Equal(t, map[string]uint64{"/a": 3, "/b": 14, "/c": 5, "/a,route=\"/c\"": 1}, counts(sum))
	require.Equal(t, map[string]uint64{"/a": 3, "/b": 4, "/a,route=\"/c\"": 1}, counts(a), "stays as it is")
	for _, z := range sum.Meta.MetricZ {
		require.Len(t, z.Labels, 1)
		require.False(t, math.IsNaN(z.Z))
	}
}

func TestMergeRefusesAFamilyOfTwoKinds(t *testing.T) {
	a := routes(t, map[string]int{"/a": 1})
	e := newEngine(1, 1<<10, ring.DropNewest)
	for _, value := range []string{"/x", "/y"} {
		e.c.AddGauge(aggregate.Desc{Name: "bytes", Labels: route(value), Kind: aggregate.Gauge}, new(aggregate.GaugeCell))
	}
	_, err := aggregate.Merge(a, e.c.Snapshot())
	require.EqualError(t, err, `whit: metric "bytes" is a distribution and a gauge: want the same kind in all snapshots`)
}
