package whit_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestGauge(t *testing.T) {
	m := start(t, quiet)
	g := m.Gauge("depth")
	fresh := totalNow(t, m, "depth")
	require.Zero(t, fresh.Value)
	require.True(t, math.IsNaN(fresh.Max))
	g.Set(5)
	g.Add(-7)
	g.Add(.5)
	got := totalNow(t, m, "depth")
	require.EqualValues(t, 3, got.Count)
	require.Equal(t, -1.5, got.Value)
	require.Equal(t, 5.0, got.Max)
	require.True(t, math.IsNaN(got.Sum.Value))
}

// Without a value above it, zero is not the largest.
func TestGaugeBelowZero(t *testing.T) {
	m := start(t, quiet)
	g := m.Gauge("temperature")
	g.Set(-40)
	g.Set(-30)
	g.Set(-35)
	got := totalNow(t, m, "temperature")
	require.Equal(t, -35.0, got.Value)
	require.Equal(t, -30.0, got.Max)
}

func TestGaugeRefusesWhatIsNotFinite(t *testing.T) {
	m := start(t, quiet)
	g := m.Gauge("depth")
	g.Set(math.MaxFloat64)
	for _, v := range notFinite {
		g.Set(v)
		g.Add(v)
	}
	g.Add(math.MaxFloat64) // the sum would be infinite
	got := totalNow(t, m, "depth")
	require.Equal(t, math.MaxFloat64, got.Value)
	require.Equal(t, math.MaxFloat64, got.Max)
	require.EqualValues(t, 1, got.Count)
	require.EqualValues(t, 2*len(notFinite)+1, got.Rejected)
}

func TestGaugeFromManyGoroutines(t *testing.T) {
	const goroutines, rounds = 64, 20_000
	m := start(t, quiet)
	up, set := m.Gauge("up"), m.Gauge("set")
	together(func(i int) {
		for range rounds {
			up.Add(2)
			up.Add(-1)
		}
		for j := range 100 {
			set.Set(float64(100*i + j))
		}
	})
	got := totalNow(t, m, "up")
	require.Equal(t, float64(goroutines*rounds), got.Value)
	require.GreaterOrEqual(t, got.Max, got.Value)
	require.LessOrEqual(t, got.Max, got.Value+goroutines)
	require.EqualValues(t, 2*goroutines*rounds, got.Count)
	require.Equal(t, float64(100*goroutines-1), totalNow(t, m, "set").Max)
}
