package whit_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/shard"
)

// An idle server can afford a higher rate: up to the bound, a step an interval.
func TestRateAdapts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := start(t, whit.Config{AdjustInterval: 10 * time.Second, MaxSampleRate: .05})
		<-time.After(9 * time.Second)
		require.InDelta(t, .03, m.Snapshot().Meta.SampleRate, 1e-12)
		<-time.After(3 * time.Second)
		require.InDelta(t, .036, m.Snapshot().Meta.SampleRate, 1e-12)
		<-time.After(10 * time.Minute)
		require.InDelta(t, .05, m.Snapshot().Meta.SampleRate, 1e-12)
	})
}

func TestFixedRateDoesNotAdapt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := start(t, whit.Config{FixedRate: true})
		<-time.After(10 * time.Minute)
		require.InDelta(t, .03, m.Snapshot().Meta.SampleRate, 1e-12)
	})
}

func TestClientTTL(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := start(t, whit.Config{SampleRate: 1, ClientTTL: time.Minute})
		m.Counter("requests").IncFor("ada")
		<-time.After(30 * time.Second)
		require.Equal(t, 1, m.Snapshot().Meta.Clients)
		<-time.After(40 * time.Second)
		require.Zero(t, m.Snapshot().Meta.Clients)
	})
}

func TestBufferSize(t *testing.T) {
	for _, size := range []int{1, 2000, 1 << 16, 1 << 20} {
		meta := start(t, whit.Config{BufferSize: size}).Snapshot().Meta
		require.Equal(t, size, meta.BufferSize)
		least := max(size, meta.Shards*shard.MinSlots)
		require.GreaterOrEqual(t, meta.Capacity, least*7/10)
		require.LessOrEqual(t, meta.Capacity, least*15/10)
	}
}

// A full ring keeps its first events, or its last.
func TestOverflow(t *testing.T) {
	onOneP(t)
	const events = 10_000
	forEachPolicy(t, func(t *testing.T, policy ring.Policy) {
		for range 20 { // the collector may run any time, and then there is room again
			if got, full := overflow(t, policy, events); full {
				require.Equal(t, policy == ring.DropNewest, got.Min == 1)
				require.Equal(t, policy == ring.DropOldest, got.Max == events)
				require.EqualValues(t, events, got.Count)
				require.EqualValues(t, events, got.Sampled+got.Dropped)
				return
			}
		}
		t.Error("no ring was ever full")
	})
}

// overflow records the values 1 to n, and reports whether no drain came between.
func overflow(t *testing.T, policy ring.Policy, n int) (got aggregate.Total, full bool) {
	m, err := whit.New(whit.Config{SampleRate: 1, Overflow: policy, FlushInterval: time.Hour})
	require.NoError(t, err)
	d := m.Distribution("values")
	for i := range n {
		d.Record(float64(i + 1))
	}
	require.NoError(t, m.Stop(context.Background()))
	got = totalNow(t, m, "values")
	return got, got.Sampled <= uint64(m.Snapshot().Meta.Capacity)
}
