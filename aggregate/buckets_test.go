package aggregate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/ring"
)

func TestBucketsHoldTheirValues(t *testing.T) {
	e := newEngine(1, 512, ring.DropNewest)
	s := e.values("v", false)
	require.Equal(t, aggregate.Buckets{Scale: 5}, e.flush(t, "v").Buckets())
	for _, v := range []float64{0, 1, 1, 1.01, 3, -3, -3, 0, 0} {
		record(s, v)
	}
	got := e.flush(t, "v").Buckets()
	// 1 ends the bucket -1; 3 = 2^(50.72/32) is in bucket 50.
	want := aggregate.BucketRange{Offset: -1, Counts: make([]uint64, 52)}
	want.Counts[0], want.Counts[1], want.Counts[51] = 2, 1, 1
	require.Equal(t, aggregate.Buckets{
		Scale: 5, Count: 9, ZeroCount: 3, Positive: want,
		Negative: aggregate.BucketRange{Offset: 50, Counts: []uint64{2}},
	}, got)
	require.Equal(t, aggregate.Buckets{Scale: 5}, aggregate.Total{}.Buckets())
}

// Rounding makes a few events of a difference, however many buckets there are, and
// quantiles follow from the buckets as from the values.
func TestBucketsStandForAllEvents(t *testing.T) {
	total, all, _ := distributionOf(t, .03, 200_000, 1, lognormal)
	b := total.Buckets()
	require.InDelta(t, 200_000, b.Count, 200, "but for events after the last sample")
	rank, want := uint64(0), uint64(math.Ceil(.9*float64(b.Count)))
	for i, n := range b.Positive.Counts {
		if rank += n; rank >= want {
			end := math.Exp2(float64(b.Positive.Offset+i+1) / 32)
			require.InEpsilon(t, exact(all, .9), end, .12, "five standard errors of 6,000 samples' p90, and a bucket")
			return
		}
	}
	t.Fail()
}

// At every publication the buckets stand for no more events than there were, and for no
// less than they know of; with lost samples too.
func TestBucketsAreNeverMoreThanEvents(t *testing.T) {
	const many = 10_000                                                             // more than all rings hold
	for rate, events := range map[float64]int{.03: 37, .3: 37, .5: many, 1: many} { // between flushes
		e := newEngine(rate, 512, ring.DropNewest)
		s, rng := e.values("v", false), rand.New(rand.NewPCG(9, 10))
		lost := uint64(0)
		for range 100 {
			for range events {
				record(s, math.Exp(3*rng.NormFloat64())*float64(rng.IntN(3)-1))
			}
			total := e.flush(t, "v")
			lost = total.Dropped
			require.LessOrEqual(t, total.Buckets().Count, total.Count)
		}
		total := e.flush(t, "v")
		require.InDelta(t, total.Count, total.Buckets().Count, 5/rate, "but for those after the last sample")
		require.Equal(t, events == many, lost > 0)
	}
}

// Few events in many buckets: all fractions, and their sum is right.
func TestBucketsOfFractions(t *testing.T) {
	e := newEngine(.5, 4096, ring.DropNewest)
	s := e.values("v", false)
	rng := rand.New(rand.NewPCG(7, 8))
	for range 400 {
		record(s, math.Exp(5*rng.NormFloat64()))
	}
	b := e.flush(t, "v").Buckets()
	require.InDelta(t, 400, b.Count, 30)
}
