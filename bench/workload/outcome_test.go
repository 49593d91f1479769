package workload_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/workload"
)

// A machine whose speed wanders by a half, alike for both candidates of a round, does
// not hide that the second takes 4 % more time and 2 % more of the processor.
func TestOverheadIsPaired(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var base, more workload.Turns
	for range 100 {
		machine := 1 + rng.Float64()/2
		noise := func() float64 { return machine * (1 + 0.01*rng.NormFloat64()) }
		base.Add(1000, time.Duration(1e8*noise()), time.Duration(2e8*noise()), 27_000)
		more.Add(500, time.Duration(0.52e8*noise()), time.Duration(1.02e8*noise()), 14_000)
	}
	got := workload.Judge([]string{"base", "more"}, base, more)

	require.Equal(t, "more", got[1].Name)
	require.Equal(t, 100, got[1].Rounds)
	require.EqualValues(t, 50_000, got[1].Operations)
	require.Equal(t, 28.0, got[1].Allocs)
	require.Equal(t, 27.0, got[0].Allocs)
	for _, o := range []struct {
		got  workload.Overhead
		want float64
	}{{got[1].Time, 0.04}, {got[1].CPUTime, 0.02}} {
		require.InDelta(t, o.want, o.got.Median, 0.005)
		require.Less(t, o.got.Low, o.want)
		require.Greater(t, o.got.High, o.want)
		require.Less(t, o.got.High-o.got.Low, 0.01)
	}
	require.True(t, math.IsNaN(got[0].Time.Median), "the reference has no overhead")
	require.InDelta(t, 8000, got[0].PerSecond, 1000)
	require.InDelta(t, 250e-6, got[0].CPU, 25e-6)
}

func TestOutcomeOfTooLittle(t *testing.T) {
	var base, coarse workload.Turns
	base.Add(10, time.Second, 0, 0) // the platform tells no processor time
	coarse.Add(10, time.Second, time.Second, 0)
	got := workload.Judge([]string{"base", "coarse"}, base, coarse)
	require.Zero(t, got[1].Time.Median)
	require.True(t, math.IsNaN(got[1].Time.Low), "no interval from one round")
	require.True(t, math.IsNaN(got[1].CPUTime.Median))
	require.Zero(t, got[0].CPU)
}
