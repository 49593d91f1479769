package aggregate_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/sample"
	"github.com/whitmetrics/whit/shard"
)

// live is an engine with its goroutine, in a bubble whose time the test moves.
type live struct {
	set *shard.Set
	c   *aggregate.Collector
	s   *shard.Series
}

func startLive(t *testing.T, p float64, adaptive bool) *live {
	set := shard.NewSet(shard.Options{Slots: 512, Rate: sample.NewRate(p), Seed: 7})
	l := &live{set: set, s: new(shard.Series), c: aggregate.New(aggregate.Options{
		Set: set, FlushInterval: 2 * time.Second, MaxClients: 8, ClientTTL: time.Hour, BufferSize: 512,
		Adaptive: adaptive, Control: sample.Controller{Min: .01, Max: .15, Interval: 5 * time.Second},
	})}
	l.c.AddValues(aggregate.Desc{Name: "v", Kind: aggregate.Distribution}, l.s)
	t.Cleanup(func() { require.NoError(t, l.c.Stop(context.Background())) })
	return l
}

func (l *live) total() aggregate.Total {
	t, _ := l.c.Snapshot().Total("v")
	return t
}

// fill pushes n samples to the ring of shard 0, and of it alone.
func (l *live) fill(n int) {
	for range n {
		l.set.Shards()[0].Ring.Push(&ring.Event{Value: 1, Weight: 2, Metric: l.s.Number()}, true)
	}
}

// pass lets time go by, and waits for the collector to have done what is due.
func pass(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}

func bubble(t *testing.T, p float64, adaptive bool, test func(*testing.T, *live)) {
	synctest.Test(t, func(t *testing.T) { test(t, startLive(t, p, adaptive)) })
}

func TestPublishesEveryFlushInterval(t *testing.T) {
	bubble(t, 1, false, func(t *testing.T, l *live) {
		record(l.s, 1)
		require.EqualValues(t, 1, l.total().Count, "counts do not wait")
		require.Zero(t, l.total().Sampled)
		pass(1999 * time.Millisecond)
		require.Zero(t, l.total().Sampled)
		pass(time.Millisecond)
		require.EqualValues(t, 1, l.total().Sampled)
		require.InDelta(t, .5, l.total().Rate, 1e-9, "one event in two seconds")
		pass(2 * time.Second)
		require.Zero(t, l.total().Rate)
	})
}

func TestIdleWakesOncePerFlushInterval(t *testing.T) {
	bubble(t, 1, true, func(t *testing.T, l *live) {
		pass(time.Minute)
		require.EqualValues(t, 30, l.c.Meta().Flushes)
	})
}

func TestHalfFullRingWakesTheCollector(t *testing.T) {
	bubble(t, 1, false, func(t *testing.T, l *live) {
		start := time.Now()
		for _, sh := range l.set.Shards() {
			for range sh.Ring.Cap() / 2 { // whichever P the next event is on, its ring is half full
				sh.Ring.Push(&ring.Event{Value: 1, Weight: 2, Metric: l.s.Number()}, true)
			}
		}
		record(l.s, 1)
		synctest.Wait()
		require.Zero(t, time.Since(start), "no time has passed")
		for _, sh := range l.set.Shards() {
			require.Zero(t, sh.Ring.Len())
		}
	})
}

// A ring that fills at a steady pace is found a little under half full.
func TestDrainsBeforeRingsAreHalfFull(t *testing.T) {
	bubble(t, .01, false, func(t *testing.T, l *live) {
		most := 0
		for i := range 10_000 {
			l.fill(1)
			pass(time.Millisecond)
			if n := l.set.Shards()[0].Ring.Len(); i > 5000 {
				most = max(most, n)
			}
		}
		require.Greater(t, most, 512*3/10)
		require.Less(t, most, 512/2)
	})
}

// However fast rings fill, the collector leaves a pause.
func TestPauseIsBounded(t *testing.T) {
	e := newEngine(1, 512, ring.DropNewest)
	s := e.values("v", false)
	for range 10_000 {
		record(s, 1)
	}
	require.Equal(t, 200*time.Microsecond, e.c.Drain(e.now.Add(time.Microsecond)))
}

// Events carry the time at which the collector last woke.
func TestSamplesCarryTheTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		set := shard.NewSet(shard.Options{Slots: 512, Rate: sample.NewRate(1), Seed: 7})
		c := aggregate.New(aggregate.Options{Set: set, FlushInterval: 2 * time.Second, MaxClients: 8, ClientTTL: time.Hour})
		var at []time.Duration
		start, s := time.Now(), new(shard.Series)
		c.AddValues(aggregate.Desc{Name: "v", OnSample: func(s aggregate.Sample) { at = append(at, s.At.Sub(start)) }}, s)
		record(s, 1)
		pass(3 * time.Second)
		record(s, 1)
		require.NoError(t, c.Stop(context.Background()))
		require.Equal(t, []time.Duration{0, 2 * time.Second}, at)
	})
}

func TestRateFollowsTheFill(t *testing.T) {
	for _, c := range []struct {
		name string
		fill int
		want float64
	}{
		{"above 95 %: halved", 500, .05},
		{"above 80 %: times 0.7", 450, .07},
		{"between: kept", 256, .1},
		{"below 30 %: times 1.2", 100, .12},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, .1, true, func(t *testing.T, l *live) {
				pass(5 * time.Second) // nothing may change before
				l.fill(c.fill)
				require.NoError(t, l.c.Flush(context.Background()))
				require.InDelta(t, c.want, l.set.Shards()[0].Rate().P(), 1e-9)
			})
		})
	}
}

func TestRateChangesAtMostEveryAdjustInterval(t *testing.T) {
	bubble(t, .03, true, func(t *testing.T, l *live) {
		rate := func() float64 { return l.c.Meta().SampleRate }
		pass(4 * time.Second)
		require.InDelta(t, .03, rate(), 1e-9)
		pass(2 * time.Second)
		require.InDelta(t, .036, rate(), 1e-9)
		pass(4 * time.Second)
		require.InDelta(t, .036, rate(), 1e-9)
		pass(2 * time.Second)
		require.InDelta(t, .0432, rate(), 1e-9)
		pass(time.Hour)
		require.InDelta(t, .15, rate(), 1e-9, "within its bounds")

		for range 10 { // halving does not wait
			l.fill(512)
			require.NoError(t, l.c.Flush(context.Background()))
		}
		require.InDelta(t, .01, l.set.Shards()[0].Rate().P(), 1e-9)
	})
}

func TestFixedRateStays(t *testing.T) {
	bubble(t, .03, false, func(t *testing.T, l *live) {
		l.fill(512)
		pass(time.Hour)
		require.InDelta(t, .03, l.c.Meta().SampleRate, 1e-9)
	})
}

func TestFlushCoversAllBeforeIt(t *testing.T) {
	bubble(t, 1, false, func(t *testing.T, l *live) {
		for n := uint64(1); n <= 100; n++ {
			record(l.s, 1)
			require.NoError(t, l.c.Flush(context.Background()))
			require.Equal(t, n, l.total().Sampled)
		}
	})
}

func TestContextsThatEnd(t *testing.T) {
	bubble(t, 1, false, func(t *testing.T, l *live) {
		ended, cancel := context.WithCancel(context.Background())
		cancel()
		record(l.s, 1)
		require.ErrorIs(t, l.c.Flush(ended), context.Canceled)
		require.Zero(t, l.total().Sampled)

		// Stop has taken effect all the same; the bubble would not end otherwise.
		err := l.c.Stop(ended)
		if err != nil { // it may have been over before Stop looked
			require.ErrorIs(t, err, context.Canceled)
		}
		require.NoError(t, l.c.Stop(context.Background()))
		require.NoError(t, l.c.Stop(ended), "stopped is stopped")
		require.EqualValues(t, 1, l.total().Sampled)
	})
}

func TestAfterStop(t *testing.T) {
	bubble(t, 1, true, func(t *testing.T, l *live) {
		record(l.s, 1)
		require.NoError(t, l.c.Stop(context.Background()))
		require.ErrorIs(t, l.c.Flush(context.Background()), aggregate.ErrStopped)
		for range 2000 {
			record(l.s, 1)
		}
		total := l.total()
		require.EqualValues(t, 2001, total.Count)
		require.EqualValues(t, 1, total.Sampled)
		require.Zero(t, total.Dropped, "nothing is sampled for nobody")
	})
}

// After Stop no publication notices that a count has grown: a snapshot does.
func TestUpdatedAfterStop(t *testing.T) {
	bubble(t, 1, false, func(t *testing.T, l *live) {
		require.NoError(t, l.c.Stop(context.Background()))
		record(l.s, 1)
		pass(time.Second)
		seen := l.total().Updated
		require.Equal(t, time.Now(), seen)
		pass(time.Hour)
		require.Equal(t, seen, l.total().Updated)
	})
}

// Nobody reads what is taken after Stop: there is no threshold any more, and what came
// before it is not judged as if there had been none.
func TestNoThresholdAfterStop(t *testing.T) {
	bubble(t, .03, false, func(t *testing.T, l *live) {
		rng := rand.New(rand.NewPCG(1, 2))
		for range 5000 {
			recordValue(l.s, pareto(rng))
		}
		require.NoError(t, l.c.Flush(context.Background()))
		require.NotEqual(t, shard.NoThreshold, l.s.Threshold())
		for range 2000 {
			recordValue(l.s, pareto(rng))
		}
		require.NoError(t, l.c.Stop(context.Background()))
		require.Equal(t, shard.NoThreshold, l.s.Threshold())
		_, taken := l.total().Tail()
		for range 10_000 {
			recordValue(l.s, pareto(rng))
		}
		_, after := l.total().Tail()
		require.Equal(t, taken, after)
	})
}
