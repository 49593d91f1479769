package shard_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/shard"
)

func step(l *shard.Local) {
	if l.Due() {
		l.Record(1, "")
	}
}

func TestLocalLagsByLessThanARun(t *testing.T) {
	s := newSeries(newSet(.001), shard.Sampled)
	var l shard.Local
	l.Init(s)
	for i := uint64(1); i <= 10_000; i++ {
		step(&l)
		require.LessOrEqual(t, s.Total(), i)
		require.Less(t, i-s.Total(), uint64(64), "as it says")
	}
	l.Close()
	require.EqualValues(t, 10_000, s.Total())
}

func TestLocalAfterClose(t *testing.T) {
	s := newSeries(newSet(.3), shard.Sampled)
	var l shard.Local
	l.Init(s)
	for i := uint64(1); i < 100; i++ {
		step(&l)
		if i%10 == 0 {
			l.Close()
			require.Equal(t, i, s.Total())
		}
		if i > 10 {
			require.Equal(t, i, s.Total(), "nothing is left behind after Close")
		}
	}
}

// Sampling is as it is without a Local, whether handles are closed early or not.
func TestLocalSampling(t *testing.T) {
	set := newSet(.03)
	s := newSeries(set, shard.Sampled)
	samples, n := 0, 0
	for range 300 {
		var l shard.Local
		l.Init(s)
		for i := range 2000 {
			if i%7 == 0 {
				if !l.Take(3) {
					l.RecordN(3, 3)
				}
				n += 3
			} else {
				step(&l)
				n++
			}
		}
		l.Close()
		for range 200 {
			step(&l)
			n++
		}
		drain(set, func(e ring.Event) { samples++; require.InDelta(t, 1/.03, e.Weight, 1e-9) })
	}
	require.EqualValues(t, n, s.Total())
	// Three at once have one sample at most: p³ and less of a difference.
	q := 1 - math.Pow(.97, 3)
	threes := 300. * 286
	singles := float64(n) - 3*threes
	require.InDelta(t, threes*q+singles*.03, samples, 5*math.Sqrt(float64(samples)))
}

// The cell's own gap is not used up by what handles publish.
func TestPublishingKeepsThePendingGap(t *testing.T) {
	set := newSet(.001)
	s := newSeries(set, shard.Sampled)
	samples := 0
	const n = 3_000_000
	for i := range n / 10 {
		count(s)
		if i%1000 == 0 {
			var l shard.Local
			l.Init(s)
			if !l.Take(5000) {
				l.RecordN(5000, 5000) // its own decision
			}
			l.Close()
			drain(set, func(e ring.Event) {
				if e.Value == 1 {
					samples++
				}
			})
		}
	}
	drain(set, func(ring.Event) { samples++ })
	require.InDelta(t, n/10*.001, samples, 5*math.Sqrt(n/10*.001))
}

func TestLocalRefusesValues(t *testing.T) {
	s := newSeries(newSet(1), shard.Sampled)
	l := shard.NewLocalValues(s)
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		l.Record(v)
		l.RecordFor(v, "ada")
	}
	l.Close()
	require.Zero(t, s.Total())
	require.EqualValues(t, 6, s.Rejected())
}

func TestCriticalLocal(t *testing.T) {
	set := newSet(.01)
	s := newSeries(set, shard.Critical)
	var l shard.Local
	l.Init(s)
	samples := 0
	for range 100 {
		step(&l)
		drain(set, func(ring.Event) { samples++ })
	}
	require.Equal(t, 100, samples)
}
