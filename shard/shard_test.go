package shard_test

import (
	"math"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/sample"
	"github.com/whitmetrics/whit/shard"
)

func newSet(p float64) *shard.Set {
	return shard.NewSet(shard.Options{Slots: 2000, Rate: sample.NewRate(p), Seed: 11})
}

func newSeries(set *shard.Set, sampling shard.Sampling) *shard.Series {
	s := new(shard.Series)
	set.Add(s, sampling)
	return s
}

// count is what a counter's method does.
func count(s *shard.Series) {
	cells := s.Cells()
	p := procpin.Pin()
	if cells.Count(p) {
		procpin.Unpin(p)
		return
	}
	s.Record(p, 1, 1, "")
}

func drain(set *shard.Set, visit func(ring.Event)) {
	for _, sh := range set.Shards() {
		sh.Ring.Drain(func(batch []ring.Event) {
			for _, e := range batch {
				visit(e)
			}
		})
	}
}

func TestSizes(t *testing.T) {
	require.Zero(t, shard.CellSize%shard.LineSize)
	require.Equal(t, shard.LineSize, shard.CellSize, "one line a cell")
	require.Zero(t, shard.LocalSize%shard.LineSize)
	require.Equal(t, shard.LineSize, shard.LocalSize)
}

// The sizes of allocations that hold cells are multiples of a line's.
func TestCellsDoNotShareLines(t *testing.T) {
	if runtime.GOARCH != "amd64" && runtime.GOARCH != "386" {
		t.Skip("lines are 64 bytes where this is tested")
	}
	set := newSet(.03)
	for range 100 {
		for _, at := range newSeries(set, shard.Sampled).CellAddresses() {
			require.Zero(t, at%shard.LineSize)
		}
	}
}

func TestVariant(t *testing.T) {
	require.Equal(t, raceBuild || runtime.GOARCH == "386", shard.AtomicOwner)
}

func TestSamplingKinds(t *testing.T) {
	set := newSet(.1)
	sampled, unsampled, critical := newSeries(set, shard.Sampled), newSeries(set, shard.Unsampled), newSeries(set, shard.Critical)
	seen := map[uint32]int{}
	const n = 20_000
	for range n {
		count(sampled)
		count(unsampled)
		count(critical)
		drain(set, func(e ring.Event) {
			seen[e.Metric]++
			require.Equal(t, map[uint32]float64{sampled.Number(): 10, critical.Number(): 1}[e.Metric], e.Weight)
		})
	}
	for _, s := range []*shard.Series{sampled, unsampled, critical} {
		require.EqualValues(t, n, s.Total())
	}
	// Five standard errors.
	require.InDelta(t, n/10, seen[sampled.Number()], 5*math.Sqrt(n*.1*.9))
	require.Zero(t, seen[unsampled.Number()])
	require.Equal(t, n, seen[critical.Number()])
}

func TestOffSamplesNothing(t *testing.T) {
	set := newSet(0)
	critical := newSeries(set, shard.Critical)
	for range 1000 {
		count(critical)
	}
	drain(set, func(ring.Event) { t.Error("sampled") })
	require.EqualValues(t, 1000, critical.Total())
}

// After Off a gap that is drawn already may bring one sample more.
func TestOff(t *testing.T) {
	set := newSet(1)
	sampled, critical := newSeries(set, shard.Sampled), newSeries(set, shard.Critical)
	count(sampled)
	count(critical)
	drain(set, func(ring.Event) {})
	set.Off()
	samples := 0
	for range 1000 {
		count(sampled)
		count(critical)
		drain(set, func(ring.Event) { samples++ })
	}
	require.LessOrEqual(t, samples, sampled.Procs()+critical.Procs())
	require.EqualValues(t, 1001, critical.Total())
}

// An event carries the weight of the rate that its gap was drawn under, so that
// the sum of weights is right under rates that change all the time.
func TestWeightsAreOfTheDraw(t *testing.T) {
	set := newSet(.01)
	s := newSeries(set, shard.Sampled)
	rates := []float64{.5, .02, .15, .05}
	weights, variance := 0.0, 0.0
	const n = 400_000
	for i := range n {
		if i%100 == 0 {
			set.SetRate(sample.NewRate(rates[i/100%len(rates)]))
			drain(set, func(e ring.Event) { weights += e.Weight; variance += e.Weight * (e.Weight - 1) })
		}
		count(s)
	}
	drain(set, func(e ring.Event) { weights += e.Weight; variance += e.Weight * (e.Weight - 1) })
	require.InDelta(t, n, weights, 5*math.Sqrt(variance))
}

// Events that are counted at once bring at most one sample, with probability
// 1-(1-p)^k, whatever came before.
func TestManyEventsAtOnce(t *testing.T) {
	set := newSet(.1)
	s := newSeries(set, shard.Sampled)
	const n, k = 20_000, 5
	samples := 0
	for range n {
		cells := s.Cells()
		p := procpin.Pin()
		if cells.CountN(p, k) {
			procpin.Unpin(p)
		} else {
			s.Record(p, k, k, "")
		}
		drain(set, func(e ring.Event) { samples++; require.EqualValues(t, k, e.Value) })
	}
	require.EqualValues(t, n*k, s.Total())
	q := 1 - math.Pow(.9, k)
	require.InDelta(t, n*q, samples, 5*math.Sqrt(n*q*(1-q)))
}

// Ps that come late get a shard and cells, and what was counted before stays.
func TestGrowth(t *testing.T) {
	if !procpin.ByRuntime {
		t.Skip("slots do not grow")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	set := newSet(.5)
	s, lazy := newSeries(set, shard.Sampled), new(shard.Series)
	set.AddLazy(lazy, shard.Sampled)
	require.Zero(t, lazy.Procs())
	want := uint64(0)
	for procs := 1; procs <= 16; procs++ {
		runtime.GOMAXPROCS(procs)
		var done sync.WaitGroup
		for range 2 * procs {
			want += 1000
			done.Go(func() {
				for i := range 1000 {
					count(s)
					count(lazy)
					if i%100 == 0 {
						runtime.Gosched()
					}
				}
			})
		}
		done.Wait()
		drain(set, func(ring.Event) {})
		require.Equal(t, want, s.Total())
		require.Equal(t, want, lazy.Total())
	}
	// Doubling bounds what is left behind.
	require.LessOrEqual(t, s.Generations(), 6)
	require.LessOrEqual(t, len(set.Shards()), 16)
}

// A P without a shard, or without a cell, finds both on its next event.
func TestStrandedShard(t *testing.T) {
	set := newSet(.5)
	s := newSeries(set, shard.Sampled)
	set.Strand(0)
	for range 100 {
		count(s)
	}
	require.EqualValues(t, 100, s.Total())
	require.NotEmpty(t, set.Shards())
}

// Shards draw from streams of their own, or all Ps would sample in step.
func TestShardsAreSeededDistinctly(t *testing.T) {
	firsts := shard.FirstDraws(32)
	seen := map[uint64]bool{}
	for _, x := range firsts {
		require.False(t, seen[x])
		seen[x] = true
	}
}

func TestCountsByP(t *testing.T) {
	set := newSet(.5)
	s := newSeries(set, shard.Sampled)
	for range 100 {
		count(s)
	}
	total := uint64(0)
	for p := range s.Procs() {
		total += s.CountOf(p)
	}
	require.EqualValues(t, 100, total)
	require.Zero(t, s.CountOf(s.Procs()))
}

func TestWakesAtHalf(t *testing.T) {
	set := newSet(1)
	s := newSeries(set, shard.Sampled)
	for pushed := 0; ; pushed++ {
		select {
		case <-set.Wake():
			half := 0
			for _, sh := range set.Shards() {
				if sh.Ring.Len() > sh.Ring.Cap()/2 {
					half++
				}
			}
			require.Equal(t, 1, half)
			return
		default:
			require.Less(t, pushed, 100_000)
			count(s)
		}
	}
}

func TestEventsCarryTheCoarseTime(t *testing.T) {
	set := newSet(1)
	s := newSeries(set, shard.Sampled)
	set.SetTick(4711)
	s.Record(procpin.Pin(), 1, 2.5, "bob")
	drain(set, func(e ring.Event) {
		require.Equal(t, ring.Event{Client: "bob", Value: 2.5, Weight: 1, Metric: s.Number(), Tick: 4711}, e)
	})
}

func TestSpans(t *testing.T) {
	set := newSet(1)
	s := newSeries(set, shard.Sampled)
	w := s.Begin(procpin.Pin())
	require.EqualValues(t, 1, w)
	require.EqualValues(t, 1, s.Open())
	require.EqualValues(t, 1, s.Total())
	done := make(chan struct{})
	go func() { // on another P, perhaps
		defer close(done)
		s.End(w, 3, "carol")
	}()
	<-done
	require.Zero(t, s.Open())
	require.EqualValues(t, 1, s.Total())
	seen := 0
	drain(set, func(e ring.Event) { seen++; require.EqualValues(t, 3, e.Value) })
	require.Equal(t, 1, seen)
}

// While Ps come and go, rings overflow, and somebody reads all the time, no event
// is counted twice or not at all, and no reader sees a count fall.
func TestExactUnderChange(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	set := shard.NewSet(shard.Options{Slots: 1, Policy: ring.DropOldest, Rate: sample.NewRate(.2), Seed: 3})
	shared, local, lazy := newSeries(set, shard.Sampled), newSeries(set, shard.Sampled), new(shard.Series)
	set.AddLazy(lazy, shard.Critical)
	const goroutines, each = 64, 3000

	var recorders, others sync.WaitGroup
	stop := make(chan struct{})
	others.Go(func() {
		tick := time.NewTicker(3 * time.Millisecond)
		defer tick.Stop()
		for procs := 1; ; procs = procs%8 + 1 {
			select {
			case <-stop:
				return
			case <-tick.C:
				runtime.GOMAXPROCS(procs)
			}
		}
	})
	others.Go(func() {
		last := uint64(0)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			n := shared.Total()
			if n < last {
				t.Error("a count fell")
			}
			last = n
			set.SetRate(sample.NewRate(float64(i%10) / 10))
			drain(set, func(ring.Event) {})
			runtime.Gosched()
		}
	})
	for range goroutines {
		recorders.Go(func() {
			var l shard.Local
			l.Init(local)
			defer l.Close()
			for i := range each {
				count(shared)
				count(lazy)
				if l.Due() {
					l.Record(1, "")
				}
				if w := shared.Begin(procpin.Pin()); w != 0 {
					shared.End(w, 1, "x")
				}
				if i%50 == 0 {
					runtime.Gosched()
				}
			}
		})
	}
	recorders.Wait()
	close(stop)
	others.Wait()
	require.EqualValues(t, 2*goroutines*each, shared.Total())
	require.EqualValues(t, goroutines*each, local.Total())
	require.EqualValues(t, goroutines*each, lazy.Total())
	require.InDelta(t, 0, shared.Open(), 1e-6)
}
