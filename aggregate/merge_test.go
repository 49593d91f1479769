package aggregate_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/ring"
)

// part returns the snapshot of an instance with n values, and their sum.
func part(t *testing.T, seed uint64, n int) (s *aggregate.Snapshot, truth float64) {
	e := newEngineSeed(.03, 1<<14, ring.DropNewest, seed)
	v := e.values("v", false)
	rng := rand.New(rand.NewPCG(seed, 1))
	for i := range n {
		x := lognormal(rng)
		truth += x
		recordFor(v, x, []string{"ada", "bob", "eve"}[i%3])
	}
	e.flush(t, "v")
	return e.c.Snapshot(), truth
}

func merge(t *testing.T, a, b *aggregate.Snapshot) *aggregate.Snapshot {
	s, err := aggregate.Merge(a, b)
	require.NoError(t, err)
	return s
}

// throughJSON returns s as another machine would get it.
func throughJSON(t *testing.T, s *aggregate.Snapshot) *aggregate.Snapshot {
	text, err := json.Marshal(s)
	require.NoError(t, err)
	back := new(aggregate.Snapshot)
	require.NoError(t, json.Unmarshal(text, back))
	return back
}

func TestMerge(t *testing.T) {
	a, truthA := part(t, 1, 40_000)
	b, truthB := part(t, 2, 10_000)
	for name, s := range map[string]*aggregate.Snapshot{
		"as they are":  merge(t, a, b),
		"through JSON": throughJSON(t, merge(t, throughJSON(t, a), throughJSON(t, b))),
	} {
		va, vb, v := a.Totals[0], b.Totals[0], s.Totals[0]
		require.Len(t, s.Totals, 1)
		require.EqualValues(t, 50_000, v.Count, name)
		require.Equal(t, va.Sampled+vb.Sampled, v.Sampled)
		require.InEpsilon(t, va.Sum.Value+vb.Sum.Value, v.Sum.Value, 1e-12)
		require.InEpsilon(t, math.Hypot(va.Sum.StdErr, vb.Sum.StdErr), v.Sum.StdErr, 1e-9, "variances add up")
		require.True(t, within(twice(v.Sum), truthA+truthB))
		require.InEpsilon(t, (truthA+truthB)/50_000, v.Mean.Value, .1)
		require.True(t, v.Start.Equal(va.Start), "the earlier one")
		require.True(t, merge(t, b, a).Totals[0].Start.Equal(va.Start))
		require.Equal(t, max(va.Max, vb.Max), v.Max)
		require.Equal(t, min(va.Min, vb.Min), v.Min)
		require.InDelta(t, va.Buckets().Count+vb.Buckets().Count, v.Buckets().Count, 20)
		median := v.Quantile(.5)
		require.True(t, within(twice(median), 1), "%v", median)
		require.Less(t, v.Mean.StdErr, va.Mean.StdErr, "more is known")
		for _, c := range v.TopClients(3) {
			require.True(t, within(twice(c.Count), 50_000./3), "%v", c)
		}
		require.Equal(t, a.Meta.Shards+b.Meta.Shards, s.Meta.Shards)
		require.Equal(t, a.Meta.Added+b.Meta.Added, s.Meta.Added)
		require.Len(t, s.Meta.MetricZ, 1)
		require.Less(t, math.Abs(s.Meta.Z), 5.)
	}
}

// What merges are of stays as it is.
func TestMergeChangesNothingElse(t *testing.T) {
	a, _ := part(t, 1, 5000)
	b, _ := part(t, 2, 5000)
	text := func(s *aggregate.Snapshot) string { out, _ := json.Marshal(s); return string(out) }
	wantA, wantB := text(a), text(b)
	ab := merge(t, a, b)
	abab := merge(t, ab, ab)
	require.Equal(t, wantA, text(a))
	require.Equal(t, wantB, text(b))
	require.InEpsilon(t, 2*ab.Totals[0].Sum.Value, abab.Totals[0].Sum.Value, 1e-12)
	require.InEpsilon(t, ab.Totals[0].Sum.StdErr, merge(t, b, a).Totals[0].Sum.StdErr, 1e-12)
}

func TestMergeOfDifferentMetrics(t *testing.T) {
	now := time.Now()
	a := &aggregate.Snapshot{At: now, Uptime: 5, Totals: []aggregate.Total{
		{Name: "x", Kind: aggregate.Counter, Count: 1},
		{Name: "level", Kind: aggregate.Gauge, Value: 2, Max: 5, Count: 3},
	}}
	b := &aggregate.Snapshot{At: now.Add(1), Uptime: 3, Totals: []aggregate.Total{
		{Name: "y", Kind: aggregate.Timer, Count: 7},
		{Name: "level", Kind: aggregate.Gauge, Value: 3, Max: math.NaN(), Count: 1},
		{Name: "x", Kind: aggregate.Counter, Count: 10},
	}}
	s := merge(t, a, b)
	require.Equal(t, []string{"x", "level", "y"}, []string{s.Totals[0].Name, s.Totals[1].Name, s.Totals[2].Name})
	require.EqualValues(t, 11, s.Totals[0].Count)
	require.Equal(t, 5., s.Totals[1].Value)
	require.Equal(t, 5., s.Totals[1].Max)
	require.EqualValues(t, 7, s.Totals[2].Count)
	require.Equal(t, b.At, s.At)
	require.EqualValues(t, 5, s.Uptime)

	b.Totals[2].Kind = aggregate.Gauge
	_, err := aggregate.Merge(a, b)
	require.ErrorContains(t, err, `metric "x" is a counter and a gauge`)

	require.Len(t, merge(t, a, nil).Totals, 2)
	require.Len(t, merge(t, nil, a).Totals, 2)
	require.Empty(t, merge(t, nil, nil).Totals)
}

// A client that one side does not list may have had some there.
func TestMergedClientsAllowForWhatIsNotListed(t *testing.T) {
	counts := func(names ...string) *aggregate.Snapshot {
		e := newEngine(1, 1024, ring.DropNewest)
		s := e.values("v", false)
		for i, name := range names {
			for range 9 + 10*i { // the first too few to be listed
				recordFor(s, 1, name)
			}
		}
		e.flush(t, "v")
		return e.c.Snapshot()
	}
	s := merge(t, counts("ada", "bob"), counts("bob", "ada"))
	for _, c := range s.Totals[0].TopClients(2) {
		require.Equal(t, 19., c.Count.Value)
		require.Equal(t, 19., c.Count.Low)
		require.GreaterOrEqual(t, c.Count.High, 28.)
		require.Less(t, c.Count.High, 32.)
	}
}

// What is not known stays unknown, whichever snapshot comes first.
func TestMergeOfTheUnknown(t *testing.T) {
	idle, unsampled := newEngine(1e-12, 512, ring.DropNewest), newEngine(1e-12, 512, ring.DropNewest)
	idle.values("v", false)
	idle.flush(t, "v")
	s := unsampled.values("v", false)
	for range 10 {
		record(s, 1)
	}
	unsampled.flush(t, "v")
	a, b := idle.c.Snapshot(), unsampled.c.Snapshot()
	for _, s := range []*aggregate.Snapshot{merge(t, a, b), merge(t, b, a)} {
		require.EqualValues(t, 10, s.Totals[0].Count)
		require.True(t, math.IsNaN(s.Totals[0].Sum.Value))
		require.False(t, s.Totals[0].Sum.Known())
	}
}

// Names of any bytes are told the same way after JSON.
func TestClientNamesSurviveJSON(t *testing.T) {
	e := newEngine(1, 512, ring.DropNewest)
	s := e.values("v", false)
	for range 10 {
		recordFor(s, 1, "\xff")
		recordFor(s, 1, "a"+strings.Repeat("é", 200))
	}
	e.flush(t, "v")
	snapshot := e.c.Snapshot()
	back := throughJSON(t, snapshot)
	require.Equal(t, snapshot.Totals[0].TopClients(9), back.Totals[0].TopClients(9))
	require.Len(t, back.Totals[0].TopClients(9), 2)
}
