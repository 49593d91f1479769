package main_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	scaling "github.com/whitmetrics/whit/bench/scaling"
)

// grid is places whose figures are sums of known terms.
func grid(procs, metrics []int) (places []scaling.Place) {
	for _, p := range procs {
		for _, m := range metrics {
			place := scaling.Place{Procs: p, Metrics: m, Slots: max(2048, 512*p)}
			both := float64(p * m)
			place.SnapshotNS = 300 + 80*float64(m) + 4*both
			place.FlushNS = 2000 + 400*float64(p) + 40*float64(m) + 5*both
			place.Bytes = 20_000 + 40*place.Slots + 1000*m + 64*p*m
			places = append(places, place)
		}
	}
	return places
}

func each(m *scaling.Model) (coefficients []float64) {
	for _, t := range m.Terms {
		coefficients = append(coefficients, t.Each)
	}
	return coefficients
}

func TestFitFindsTheTerms(t *testing.T) {
	models := scaling.Fit(grid([]int{1, 4, 16, 256}, []int{10, 100, 10_000}))
	require.Len(t, models, 3)
	for i, want := range [][]float64{{300, 0, 80, 4}, {2000, 400, 40, 5}, {20_000, 40, 1000, 64}} {
		require.InDeltaSlice(t, want, each(models[i]), 1e-3, models[i].Of)
		require.InDelta(t, 0, models[i].Error, 1e-6)
	}
	for _, p := range grid([]int{64}, []int{3000}) {
		require.InEpsilon(t, p.SnapshotNS, models[0].At(p), 1e-6)
		require.InEpsilon(t, float64(p.Bytes), models[2].At(p), 1e-6)
	}
}

// No time is negative: a term that would have to be is left out.
func TestFitHasNoNegativeTerms(t *testing.T) {
	places := grid([]int{1, 4, 16, 256}, []int{10, 100, 10_000})
	for i := range places {
		places[i].SnapshotNS -= 280 + 3*float64(places[i].Procs) // a term of shards that is -3
	}
	m := scaling.Fit(places)[0]
	for _, v := range each(m) {
		require.GreaterOrEqual(t, v, 0.0)
	}
	require.Zero(t, m.Terms[1].Each)
	require.Positive(t, m.Error)
	require.Less(t, m.Error, 0.1)
}

// A cross of places does not tell what belongs to both numbers from what belongs to
// one.
func TestFitWantsEnoughPlaces(t *testing.T) {
	cross := append(grid([]int{1, 4, 16, 256}, []int{100}), grid([]int{4}, []int{10, 100, 10_000})...)
	for _, m := range scaling.Fit(cross) {
		require.Equal(t, "memory", m.Of, "its slots are not as many as shards")
	}
	require.Empty(t, scaling.Fit(grid([]int{4}, []int{10})))
}
