package shard_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/sample"
	"github.com/whitmetrics/whit/shard"
)

// recordValue is what a distribution's method does.
func recordValue(s *shard.Series, v float64) {
	if !s.Threshold().Holds(v) {
		s.RecordBeyond(v, "")
		return
	}
	cells := s.Cells()
	p := procpin.Pin()
	if cells.Count(p) {
		procpin.Unpin(p)
		return
	}
	s.Record(p, 1, v, "")
}

func TestThresholdHolds(t *testing.T) {
	const tiny = 1e-150
	for _, c := range []struct {
		at    float64
		above []float64
		held  []float64
	}{
		{math.NaN(), nil, []float64{0, 1, math.MaxFloat64}},
		{-1, nil, []float64{0, 1, math.MaxFloat64}},
		{math.Inf(1), nil, []float64{0, 1, math.MaxFloat64}},
		{0, []float64{1, 2 * tiny}, []float64{0, tiny, math.SmallestNonzeroFloat64}},
		{5, []float64{math.Nextafter(5, 6), 1e300}, []float64{0, 5, math.Nextafter(5, 0)}},
		{1e200, []float64{1.1e200}, []float64{0, 1e200}},
	} {
		at := shard.ThresholdAt(c.at)
		for _, v := range c.above {
			require.False(t, at.Holds(v), "%v above %v", v, c.at)
		}
		for _, v := range c.held {
			require.True(t, at.Holds(v), "%v not above %v", v, c.at)
		}
		for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -math.NaN(), -1} {
			require.False(t, at.Holds(v), "%v needs a second look", v)
		}
	}
	require.Equal(t, 5., shard.ThresholdAt(5).Value())
	require.Equal(t, math.Inf(1), shard.NoThreshold.Value())
}

// The comparison of squares finds whatever is above the threshold, or not finite.
func TestSquareFindsWhatIsAbove(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		v := math.Exp(100 * rng.NormFloat64())
		at := shard.ThresholdAt(v)
		above := math.Nextafter(at.Value(), math.Inf(1))
		require.Greater(t, above*above, at.Square(), above)
		below := v / 2
		if below > 1e-150 && v < 1e150 {
			require.LessOrEqual(t, below*below, at.Square(), below)
		}
	}
	require.Zero(t, shard.ThresholdAt(0).Square()*0)
	for _, at := range []shard.Threshold{shard.NoThreshold, shard.ThresholdAt(1)} {
		for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
			require.False(t, v*v <= at.Square())
		}
		require.True(t, 0 <= at.Square())
	}
}

// What is above the threshold is all taken, and stands for itself; of the rest as
// many are drawn as ever. Values come by the series and by a local handle.
func TestEverythingAboveTheThresholdIsTaken(t *testing.T) {
	const n, p = 200_000, .03
	set := newSet(p)
	s := newSeries(set, shard.Sampled)
	s.SetThreshold(shard.ThresholdAt(.99)) // 1 % are above: there is credit for them
	local := shard.NewLocalValues(s)
	rng := rand.New(rand.NewPCG(1, 2))
	above, taken, negative, drawn := 0, 0, 0, 0
	for i := range n {
		v := rng.Float64()
		if i%10 == 0 {
			v = -100 * v
			negative++
		}
		if v > .99 {
			above++
		}
		if i%2 == 0 {
			recordValue(s, v)
		} else {
			local.Record(v)
		}
		drain(set, func(e ring.Event) {
			if e.Value > .99 {
				taken++
				require.Equal(t, 1., e.Weight)
			} else {
				drawn++
				require.InDelta(t, 1/p, e.Weight, 1e-9)
			}
		})
	}
	local.Close()
	require.EqualValues(t, n, s.Total())
	require.Equal(t, above, taken)
	require.EqualValues(t, above, s.Taken())
	rest := float64(n - above)
	require.InDelta(t, rest*p, drawn, 5*math.Sqrt(rest*p))
}

// A local handle follows a threshold that moves.
func TestLocalFollowsTheThreshold(t *testing.T) {
	set := newSet(.001)
	s := newSeries(set, shard.Sampled)
	local := shard.NewLocalValues(s)
	s.SetThreshold(shard.ThresholdAt(1))
	for range shard.PublishEvery {
		local.Record(.5)
	}
	local.Record(2)
	require.EqualValues(t, 1, s.Taken())
	set.Off()
	require.Equal(t, shard.NoThreshold, s.Threshold())
	for range shard.PublishEvery {
		local.Record(.5)
	}
	local.Record(2)
	require.EqualValues(t, 1, s.Taken(), "nobody would read it")
}

// What gaps stood for is the Horvitz-Thompson count: unbiased, with that variance,
// whatever is taken besides, however events come.
func TestStood(t *testing.T) {
	set := newSet(.05)
	s, critical := newSeries(set, shard.Sampled), newSeries(set, shard.Critical)
	s.SetThreshold(shard.ThresholdAt(.9)) // more than there is credit for
	local := shard.NewLocalValues(s)
	rng := rand.New(rand.NewPCG(3, 4))
	for i := range 200_000 {
		if i%1000 == 0 {
			set.SetRate(sample.NewRate([]float64{.05, .2, .01}[i/1000%3]))
		}
		if i%2 == 0 {
			recordValue(s, rng.Float64())
		} else {
			local.Record(rng.Float64())
		}
		critical.Record(procpin.Pin(), 7, 7, "")
		drain(set, func(ring.Event) {})
	}
	local.Close()
	stood, variance := s.Stood()
	// Of thirds at .05, .2 and .01: 20, 5 and 100 less 1, times a third of the events.
	require.InEpsilon(t, 200_000/3*(19.+4+99), variance, .5)
	require.InDelta(t, 200_000, stood, 5*math.Sqrt(variance))
	stood, variance = critical.Stood()
	require.Equal(t, 1_400_000., stood)
	require.Zero(t, variance)
}

// Values that are all above the threshold are not all taken, and those that are not
// are drawn like others: nothing is biased.
func TestCreditAboveTheThreshold(t *testing.T) {
	set := newSet(.05)
	s := newSeries(set, shard.Sampled)
	s.SetThreshold(shard.ThresholdAt(1))
	local := shard.NewLocalValues(s)
	const n = 100_000
	taken, stood := 0., 0.
	for i := range n {
		if i%2 == 0 {
			recordValue(s, 2)
		} else {
			local.Record(2)
		}
		drain(set, func(e ring.Event) {
			stood += e.Weight
			if e.Weight == 1 {
				taken++
			}
		})
	}
	local.Close()
	shards := float64(len(set.Shards()))
	require.EqualValues(t, taken, s.Taken())
	require.InDelta(t, .02*n, taken, .2*.02*n+64*shards)
	require.InDelta(t, n, stood, 5*math.Sqrt(n*19))
}
