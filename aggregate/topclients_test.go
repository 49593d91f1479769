package aggregate_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/shard"
)

func recordFor(s *shard.Series, v float64, client string) { s.Record(procpin.Pin(), 1, v, client) }

// zipf records n events of a million clients, and returns the truth of the ten that
// had most.
func zipf(t *testing.T, e *engine, n int, seed uint64) (top []clientTruth) {
	s := e.values("v", false)
	z := rand.NewZipf(rand.New(rand.NewPCG(seed, 1)), 1.1, 1, 1e6-1)
	counts, sums := make([]int, 1e6), make([]float64, 1e6)
	for i := range n {
		c := z.Uint64()
		v := float64(1 + i%10)
		counts[c]++
		sums[c] += v
		recordFor(s, v, "client-"+strconv.FormatUint(c, 10))
		if i%20_000 == 0 {
			e.c.Drain(e.now)
		}
	}
	e.flush(t, "v")
	for c, n := range counts {
		if n > 1000 {
			top = append(top, clientTruth{fmt.Sprint("client-", c), float64(n), sums[c]})
		}
	}
	slices.SortFunc(top, func(a, b clientTruth) int { return cmp.Compare(b.count, a.count) })
	return top[:10]
}

type clientTruth struct {
	name       string
	count, sum float64
}

func within(e aggregate.Estimate, truth float64) bool { return e.Low <= truth && truth <= e.High }

// twice is an interval that hardly anything misses.
func twice(e aggregate.Estimate) aggregate.Estimate {
	e.Low, e.High = e.Value-2*(e.Value-e.Low), e.Value+2*(e.High-e.Value)
	return e
}

func TestTopClientsOfAMillion(t *testing.T) {
	statistical(t)
	streams := trials(8)
	counts, sums := 0., 0.
	for i := range streams {
		e := newEngineSeed(.03, 4096, ring.DropNewest, uint64(i))
		truth := zipf(t, e, 1_000_000, uint64(i))
		total, _ := e.c.Snapshot().Total("v")
		listed := total.TopClients(20)
		for _, want := range truth {
			k := slices.IndexFunc(listed, func(c aggregate.ClientTotal) bool { return c.Client == want.name })
			require.GreaterOrEqual(t, k, 0, "%s, with %v events", want.name, want.count)
			got := listed[k]
			require.True(t, within(twice(got.Count), want.count), "%s: %v of %v", want.name, got.Count, want.count)
			require.True(t, within(twice(got.Sum), want.sum), "%s: %v of %v", want.name, got.Sum, want.sum)
			counts += share(within(got.Count, want.count), 10*streams)
			sums += share(within(got.Sum, want.sum), 10*streams)
		}
	}
	t.Logf("coverage of counts %.3f, of sums %.3f", counts, sums)
	// Five standard errors of 80 below .95.
	require.Greater(t, counts, .83)
	require.Greater(t, sums, .83)
}

func share(ok bool, of int) float64 {
	if ok {
		return 1 / float64(of)
	}
	return 0
}

// A flood of clients that come once leaves no trace but their number.
func TestTenMillionClients(t *testing.T) {
	statistical(t)
	e := newEngine(.03, 4096, ring.DropNewest)
	s := e.values("v", false)
	settled := 0
	for i := range 10_000_000 {
		recordFor(s, 1, strconv.Itoa(i))
		if i%4 == 0 && i < 4_000_000 { // one that does matter, before and among them
			recordFor(s, 1, "regular")
		}
		if i%20_000 == 0 {
			e.c.Drain(e.now)
		}
		if i == 1_000_000 {
			e.flush(t, "v")
			settled = e.c.Meta().Bytes
		}
	}
	total := e.flush(t, "v")
	require.EqualValues(t, 11_000_000, total.Count)
	require.InEpsilon(t, 11_000_000, total.Sum.Value, .001)
	require.InEpsilon(t, settled, e.c.Meta().Bytes, .05)
	require.Equal(t, 256, e.c.Known())
	listed := total.TopClients(10)
	require.Equal(t, "regular", listed[0].Client)
	require.True(t, within(twice(listed[0].Count), 1_000_000), "%v", listed[0].Count)
	for _, c := range listed[1:] {
		require.LessOrEqual(t, c.Count.Low, 1., "%v", c)
	}
}

// A client needs ten samples to be listed: with fewer it may be there by chance.
func TestClientsWithFewSamplesAreNotListed(t *testing.T) {
	e := newEngine(1, 512, ring.DropNewest)
	s := e.values("v", false)
	for range 9 {
		recordFor(s, 2, "ada")
	}
	require.Empty(t, e.flush(t, "v").TopClients(10))
	recordFor(s, 2, "ada")
	recordFor(s, 1, "")
	exactly := func(v float64) aggregate.Estimate { return aggregate.Estimate{Value: v, Low: v, High: v} }
	total := e.flush(t, "v")
	require.Equal(t, []aggregate.ClientTotal{{Client: "ada", Count: exactly(10), Sum: exactly(20), Samples: 10}}, total.TopClients(10))
	require.Empty(t, total.TopClients(0))
	require.Empty(t, total.TopClients(-1))
}

func TestClientsOfNegativeValuesAndZeros(t *testing.T) {
	e := newEngine(.5, 4096, ring.DropNewest)
	s := e.values("v", false)
	for i := range 2000 {
		recordFor(s, -1, "below")
		recordFor(s, 0, "zero")
		recordFor(s, float64(i%3-1), "both")
	}
	for _, c := range e.flush(t, "v").TopClients(10) {
		want := map[string]float64{"below": -2000, "zero": 0, "both": -1}[c.Client]
		require.True(t, within(twice(c.Sum), want), "%v", c)
		require.True(t, within(twice(c.Count), 2000), "%v", c)
	}
}

// Metrics with clients share the room for them.
func TestMetricsShareTheRoomForClients(t *testing.T) {
	e := newEngine(1, 4096, ring.DropNewest)
	var all []*shard.Series
	for i := range 4 {
		s := e.values(fmt.Sprint("v", i), false)
		all = append(all, s)
		for c := range 1000 {
			for _, s := range all {
				recordFor(s, 1, strconv.Itoa(c))
				recordFor(s, 1, "regular")
			}
			e.c.Drain(e.now)
		}
		e.flush(t, "v0")
		require.Equal(t, 256/(i+1)*(i+1), e.c.Known())
	}
	for i := range all {
		total, _ := e.c.Snapshot().Total(fmt.Sprint("v", i))
		top := total.TopClients(1)
		require.Equal(t, "regular", top[0].Client)
		require.InDelta(t, 1000*(4-i), top[0].Count.Value, 1e-9)
		require.LessOrEqual(t, top[0].Count.Low, float64(1000*(4-i)))
	}
}

func TestClientsExpire(t *testing.T) {
	e := newEngine(1, 512, ring.DropNewest)
	s := e.values("v", false)
	for range 20 {
		recordFor(s, 1, "ada")
	}
	require.Len(t, e.flush(t, "v").TopClients(10), 1)
	for range 57 {
		e.now = e.now.Add(time.Minute)
		require.Len(t, e.flush(t, "v").TopClients(10), 1)
	}
	e.now = e.now.Add(2 * time.Minute)
	require.Empty(t, e.flush(t, "v").TopClients(10), "and not only when another sample comes")
	require.Zero(t, e.c.Known())
	for range 20 {
		recordFor(s, 1, "ada")
	}
	require.Equal(t, 20., e.flush(t, "v").TopClients(10)[0].Count.Value)
}

// Samples that were lost are made up for in clients' figures as in all others.
func TestClientsOfAFullRing(t *testing.T) {
	e := newEngine(.5, 512, ring.DropNewest)
	s := e.values("v", false)
	for i := range 20_000 {
		recordFor(s, 1, strconv.Itoa(i%2))
	}
	total := e.flush(t, "v")
	require.NotZero(t, total.Dropped)
	sum := 0.
	for _, c := range total.TopClients(2) {
		sum += c.Count.Value
	}
	require.InEpsilon(t, 20_000, sum, .1)
	require.False(t, math.IsNaN(sum))
}
