package gc_test

import (
	"context"
	"errors"
	"math"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/workload"
	"github.com/whitmetrics/whit/bench/workload/gc"
)

// collecting collects so many times in each turn, for as many operations as it says.
func collecting(name string, times int, operations uint64) workload.Candidate {
	return workload.Candidate{Name: name, Load: func(context.Context, time.Duration) (workload.Slice, error) {
		for range times {
			runtime.GC()
		}
		return workload.Slice{Operations: operations}, nil
	}}
}

// A candidate with twice the collections of the reference is found out, the reference
// against itself is not.
func TestCompare(t *testing.T) {
	got, err := gc.Compare(context.Background(), workload.Config{Duration: 300 * time.Millisecond, Seed: 1},
		collecting("base", 2, 1000), collecting("null", 2, 1000), collecting("twice", 4, 1000))
	require.NoError(t, err)
	require.Len(t, got, 3)
	for i, cycles := range []uint64{20, 20, 40} {
		require.Equal(t, 10, got[i].Rounds)
		require.EqualValues(t, 10_000, got[i].Operations)
		require.InDelta(t, cycles, got[i].Cycles, 2, "the runtime may add one of its own")
		require.GreaterOrEqual(t, got[i].Pauses, 2*cycles, "two a cycle")
		require.InEpsilon(t, float64(got[i].Cycles)*100, got[i].PerMillion, 1e-9)
		require.Positive(t, got[i].P50)
		require.LessOrEqual(t, got[i].P50, got[i].P99)
	}
	null, twice := got[1].Differences.PerMillion, got[2].Differences.PerMillion
	require.InDelta(t, 0, null.Median, 0.01)
	require.InDelta(t, 1, twice.Median, 0.01)
	require.True(t, gc.Same(null, null))
	require.False(t, gc.Same(twice, null))
	require.True(t, math.IsNaN(got[0].Differences.P50.Median), "the reference has none")
}

func TestSame(t *testing.T) {
	null := workload.Overhead{Median: 0.01, Low: -0.03, High: 0.05}
	unknown := workload.Overhead{Median: math.NaN(), Low: math.NaN(), High: math.NaN()}
	for _, c := range []struct {
		difference workload.Overhead
		want       bool
	}{
		{workload.Overhead{Median: 0.1, Low: -0.1, High: 0.2}, true},
		{workload.Overhead{Median: 0.04, Low: 0.03, High: 0.06}, true},
		{workload.Overhead{Median: 0.06, Low: 0.03, High: 0.09}, false},
		{workload.Overhead{Median: -0.06, Low: -0.07, High: -0.05}, false},
		{unknown, false},
	} {
		require.Equal(t, c.want, gc.Same(c.difference, null), c)
	}
}

func TestPauses(t *testing.T) {
	bounds := []float64{math.Inf(-1), 0, 1, 3, math.Inf(1)}
	p := gc.NewPauses([]uint64{0, 5, 4, 1}, bounds)
	for q, want := range map[float64]float64{0.25: 0.5, 0.5: 1, 0.7: 2, 0.9: 3, 1: 3} {
		require.InDelta(t, want, p.Quantile(q), 1e-9, q)
	}
	require.Equal(t, 1.0, p.Plus(gc.NewPauses([]uint64{0, 10, 8, 2}, bounds)).Quantile(0.5))
	require.True(t, math.IsNaN(gc.NewPauses(make([]uint64, 4), bounds).Quantile(0.5)))
}

func TestReading(t *testing.T) {
	for range 20 {
		runtime.GC()
	}
	before := gc.Read()
	runtime.GC()
	since := gc.Read().Since(before)
	require.Positive(t, since.Cycles())
	require.Less(t, since.Cycles(), uint64(10), "not those before")
	require.GreaterOrEqual(t, since.Total(), uint64(2))
	require.Less(t, since.Total(), uint64(20), "not those before")
}

func TestErrorsEndTheComparison(t *testing.T) {
	broken := errors.New("broken")
	bad := workload.Candidate{Name: "bad", Load: func(context.Context, time.Duration) (workload.Slice, error) {
		return workload.Slice{}, broken
	}}
	_, err := gc.Compare(context.Background(), workload.Config{Duration: time.Second}, bad)
	require.ErrorIs(t, err, broken)
	require.ErrorContains(t, err, "bad")
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(broken)
	_, err = gc.Compare(ctx, workload.Config{}, collecting("base", 0, 1))
	require.ErrorIs(t, err, broken)
	_, err = gc.Compare(context.Background(), workload.Config{Duration: -1}, bad)
	require.ErrorContains(t, err, "-1ns")
	_, err = gc.Compare(context.Background(), workload.Config{})
	require.ErrorContains(t, err, "0")
}

func TestSplit(t *testing.T) {
	length, rounds := gc.Split(60*time.Second, 3)
	require.Equal(t, time.Second, length)
	require.Equal(t, 20, rounds)
	length, rounds = gc.Split(10*time.Millisecond, 3)
	require.Equal(t, 10*time.Millisecond, length)
	require.Equal(t, 1, rounds)
}
