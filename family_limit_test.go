package whit_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
)

var oneLabel = []string{"route"}

// A flood of values is counted exactly, and takes no memory beyond the limit.
func TestFloodOfLabels(t *testing.T) {
	const limit, flood = 100, 200_000
	c := quiet
	c.MaxSeries = limit
	m := start(t, c)
	v := m.CounterVec("requests", oneLabel)
	for i := range limit + 1 {
		v.With(fmt.Sprint("route-", i)).Inc()
	}
	require.NoError(t, m.Flush(context.Background()))
	bytes := m.Snapshot().Meta.Bytes
	before := heap()
	for i := range flood {
		v.With(fmt.Sprint("flood-", i)).Inc()
	}
	require.NoError(t, m.Flush(context.Background()))
	require.Equal(t, bytes, m.Snapshot().Meta.Bytes)
	require.Less(t, heap()-before, 50_000)
	got := seriesOf(m, "requests")
	require.Len(t, got, limit+1)
	require.EqualValues(t, flood+1, got["true"])
	require.EqualValues(t, 1, got["route-99"])
	meta := m.Snapshot().Meta
	require.EqualValues(t, flood+1, meta.Overflowed)
	require.Equal(t, limit+1, meta.Series)
}

func TestLookUpsDoNotAllocate(t *testing.T) {
	c := quiet
	c.MaxSeries = 4
	m := start(t, c)
	one, three := m.CounterVec("one", oneLabel), m.CounterVec("three", []string{"a", "b", "c"})
	values, timers, gauges := m.DistributionVec("d", oneLabel), m.TimerVec("t", oneLabel), m.GaugeVec("g", oneLabel)
	for i := range 5 {
		three.With("GET", "/", fmt.Sprint(i)).Inc()
	}
	a, b := "GET", "/path" // no constants
	for name, f := range map[string]func(){
		"one label":    func() { one.With(a).Inc() },
		"three labels": func() { three.With(a, "/", "1").Inc() },
		"overflow":     func() { three.With(a, b, "1").Inc() },
		"distribution": func() { values.With(a).Record(1) },
		"timer":        func() { timers.With(a).Start().End() },
		"gauge":        func() { gauges.With(a).Set(1) },
		"too many":     func() { _ = three.Delete(a, b, "7") },
	} {
		f()
		require.Zero(t, testing.AllocsPerRun(1000, f), name)
	}
}

// What is there, and what is beyond the limit, is found while somebody else changes the
// family.
func TestLookUpsTakeNoLock(t *testing.T) {
	c := quiet
	c.MaxSeries = 2
	m := start(t, c)
	v := m.CounterVec("requests", oneLabel)
	for _, route := range []string{"/a", "/b", "/c"} {
		v.With(route).Inc()
	}
	unlock := whit.Lock(v)
	for _, route := range []string{"/a", "/c", "/d", "/d\xff"} {
		v.With(route).Inc()
	}
	m.Snapshot()
	unlock()
	require.Equal(t, map[string]uint64{"/a": 2, "/b": 1, "true": 4}, seriesOf(m, "requests"))
}

func TestValuesWithTheSameHash(t *testing.T) {
	m := start(t, quiet)
	v := m.CounterVec("requests", oneLabel)
	whit.Collide(v)
	want := make(map[string]uint64)
	for i := range 200 {
		route := fmt.Sprint(i)
		if i >= 100 {
			route = strings.Repeat("long/", 4) + route
		}
		v.With(route).Add(uint64(i))
		if i%3 == 0 {
			require.True(t, v.Delete(route))
			require.False(t, v.Delete(route))
		} else {
			want[route] = uint64(i)
		}
	}
	require.Equal(t, want, seriesOf(m, "requests"))
}

// Values of any bytes come out in UTF-8, short, and once.
func TestLabelValues(t *testing.T) {
	long := strings.Repeat("x", 255)
	for value, want := range map[string]string{
		"": "", " ": " ", "a\x00b\n\"{}": "a\x00b\n\"{}", "größe": "größe",
		"\xff": "\uFFFD", "a\xff\xfeb": "a\uFFFDb", "\uFFFD": "\uFFFD",
		long + "y": long + "y", long + "yz": long + "y", long + "é": long, long + "\xff": long,
		strings.Repeat("€", 1000):   strings.Repeat("€", 85),
		strings.Repeat("\xff", 1e6): "\uFFFD",
	} {
		m := start(t, quiet)
		v := m.CounterVec("requests", oneLabel)
		h := v.With(value)
		h.Inc()
		got := m.Snapshot().Totals
		require.Len(t, got, 1)
		require.Equal(t, want, got[0].Label("route"))
		require.Same(t, h, v.With(want), "%q", value)
		require.Same(t, h, v.With(value))
		require.True(t, v.Delete(value))
	}
	// Whatever comes, no two series have the same labels.
	m := start(t, quiet)
	v := m.CounterVec("requests", twoLabels)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		v.With(randomValue(rng), randomValue(rng)).Inc()
	}
	seen, events := make(map[[2]string]bool), uint64(0)
	for _, s := range m.Snapshot().Series("requests") {
		events += s.Count
		if len(s.Labels) < 2 {
			continue
		}
		key := [2]string{s.Labels[0].Value, s.Labels[1].Value}
		require.False(t, seen[key], "%q", key)
		seen[key] = true
		require.True(t, utf8.ValidString(key[0]) && utf8.ValidString(key[1]) && len(key[0]) <= 256)
	}
	require.EqualValues(t, 20_000, events)
}

func randomValue(rng *rand.Rand) string {
	b := make([]byte, rng.IntN(4))
	for i := range b {
		b[i] = "a\xc3\xa9\xff,\x00"[rng.IntN(6)]
	}
	return strings.Repeat(string(b), 1+rng.IntN(2)*rng.IntN(200))
}

// Scrapes, and families that grow and shrink, neither lose nor invent events.
func TestFamiliesWhileAllAtOnce(t *testing.T) {
	const goroutines, rounds = 64, 400
	m := start(t, whit.Config{FlushInterval: time.Millisecond, MaxSeries: 150, Seed: 1})
	counters, values, timers, gauges := m.CounterVec("c", oneLabel), m.DistributionVec("d", twoLabels), m.TimerVec("t", oneLabel), m.GaugeVec("g", oneLabel)
	done := make(chan struct{})
	var reader, recorders sync.WaitGroup
	reader.Go(func() {
		last := make(map[string]uint64)
		for {
			select {
			case <-done:
				return
			default:
			}
			for series, n := range seriesOf(m, "c") {
				if n < last[series] {
					panic("a count fell")
				}
				last[series] = n
			}
		}
	})
	var deleted atomic.Int64
	for g := range goroutines {
		recorders.Go(func() {
			for i := range rounds {
				route := fmt.Sprint((g*7 + i) % 200)
				counters.With(route).Inc()
				values.With("GET", route).RecordFor(1, route)
				timers.With(route).Start().End()
				gauges.With(route).Add(1)
				if i%50 == 0 && values.Delete("GET", route) {
					deleted.Add(1)
				}
			}
		})
	}
	recorders.Wait()
	close(done)
	reader.Wait()
	counts := seriesOf(m, "c")
	require.Len(t, counts, 151)
	sum := uint64(0)
	for _, n := range counts {
		sum += n
	}
	require.EqualValues(t, goroutines*rounds, sum)
	g, _ := m.Snapshot().Total("g")
	require.EqualValues(t, goroutines*rounds, g.Count)
	require.InDelta(t, goroutines*rounds, g.Value, 0)
	require.Positive(t, deleted.Load())
}

// Series that are made and deleted, over and over, leave nothing behind. There are as
// many numbers, of 16 bytes each in the lists, as series have been garbage at a time:
// with a single processor, which runs no collector meanwhile, up to some 1e5. A series
// that left two words would exceed the limit.
func TestChurnTakesNoMemory(t *testing.T) {
	rounds := 1_000_000
	if testing.Short() || raceEnabled {
		rounds = 50_000
	}
	m := start(t, quiet)
	v, d := m.CounterVec("requests", oneLabel), m.DistributionVec("sizes", oneLabel)
	churn := func(n int) {
		for i := range n {
			route := fmt.Sprint("route-", i)
			v.With(route).Inc()
			if i%10 == 0 {
				d.With(route).RecordFor(1, route)
				d.Delete(route)
			}
			v.Delete(route)
		}
		for range 3 { // what garbage leaves to do takes a drain, and may leave more
			runtime.GC()
			require.NoError(t, m.Flush(context.Background()))
		}
	}
	churn(20_000)
	before, bytes := heap(), m.Snapshot().Meta.Bytes
	churn(rounds)
	limit := max(2_000_000, 8*rounds)
	require.Less(t, heap()-before, limit)
	require.Less(t, m.Snapshot().Meta.Bytes-bytes, limit)
	require.Empty(t, m.Snapshot().Totals)
}

func TestSeriesExpire(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, err := whit.New(whit.Config{FlushInterval: time.Second, MaxSeries: 2, Seed: 1})
		require.NoError(t, err)
		defer func() { require.NoError(t, m.Stop(context.Background())) }()
		v := m.CounterVec("requests", oneLabel, whit.SeriesTTL(10*time.Second))
		g := m.GaugeVec("level", oneLabel, whit.SeriesTTL(10*time.Second))
		m.Counter("plain", whit.SeriesTTL(time.Second))
		pass := func(seconds int) {
			<-time.After(time.Duration(seconds)*time.Second + time.Millisecond) // the bubble's clock
			synctest.Wait()
		}
		kept := v.With("/a")
		kept.Inc()
		g.With("/a").Set(1)
		for range 3 {
			pass(5)
			v.With("/b").Inc()
		}
		require.Equal(t, map[string]uint64{"/b": 3}, seriesOf(m, "requests"))
		require.Empty(t, seriesOf(m, "level"))
		require.Len(t, m.Snapshot().Series("plain"), 1)
		v.With("/c").Inc() // there is room again
		kept.Inc()
		require.EqualValues(t, 1, m.Snapshot().Meta.Detached)
		require.Zero(t, m.Snapshot().Meta.Overflowed)
		require.Equal(t, map[string]uint64{"/b": 3, "/c": 1}, seriesOf(m, "requests"))

		pass(11) // both have been warned; asking is enough to stay
		require.NotEmpty(t, seriesOf(m, "requests"))
		c := v.With("/c")
		c.Inc()
		pass(5)
		require.Equal(t, map[string]uint64{"/c": 2}, seriesOf(m, "requests"))
		require.EqualValues(t, 1, m.Snapshot().Meta.Detached)
	})
}

// However series expire, each event is counted by a handle or told of as detached.
func TestNothingIsLostWhileSeriesExpire(t *testing.T) {
	m := start(t, whit.Config{FlushInterval: time.Millisecond, Seed: 1})
	v := m.CounterVec("requests", oneLabel, whit.SeriesTTL(time.Microsecond))
	var mu sync.Mutex
	handles := make(map[*whit.Counter]bool)
	events, stale := uint64(0), uint64(0)
	var recorders sync.WaitGroup
	for range 4 {
		recorders.Go(func() {
			for i := range 50 {
				h := v.With(fmt.Sprint(i % 3))
				h.Inc()
				for flushes := m.Snapshot().Meta.Flushes; m.Snapshot().Meta.Flushes < flushes+uint64(i%5); {
					runtime.Gosched()
				}
				h.Inc() // the series may have expired
				mu.Lock()
				handles[h] = true
				events += 2
				mu.Unlock()
			}
		})
	}
	recorders.Wait()
	counted := uint64(0)
	for h := range handles {
		counted += h.Count()
	}
	stale = m.Snapshot().Meta.Detached
	require.Equal(t, events, counted+stale)
	require.Greater(t, len(handles), 3, "some have expired")
}

// Series stay small, and Meta tells how small. The heap is the whole process's: what other
// tests leave behind may go meanwhile, hence the median of some tries.
func TestMemoryOfSeries(t *testing.T) {
	const series, tries = 2000, 5
	within := .05 // what the heap adds to small sizes, which Meta does not tell
	if strconv.IntSize == 32 {
		within = .08
	}
	for kind, limit := range map[string]int{"counter": 1100, "gauge": 800, "distribution": 4000, "timer": 4000} {
		t.Run(kind, func(t *testing.T) {
			shares := make([]float64, tries)
			for try := range shares {
				before := heap()
				m := start(t, everything)
				empty := m.Snapshot().Meta.Bytes
				for i := range series {
					families[kind].use(m, "family", oneLabel, fmt.Sprint(i))
					if i%100 == 99 { // before rings overflow: each series is to have a sample
						require.NoError(t, m.Flush(context.Background()))
					}
				}
				require.NoError(t, m.Flush(context.Background()))
				taken, told := heap()-before, m.Snapshot().Meta.Bytes
				per := (told - empty) / series
				t.Logf("%d series: %d kB (the heap: %d), %d bytes each on %d Ps", series, told/1000, taken/1000, per, runtime.GOMAXPROCS(0))
				require.Less(t, per, limit+2*64*runtime.GOMAXPROCS(0))
				shares[try] = float64(told) / float64(taken)
			}
			slices.Sort(shares)
			require.InDelta(t, 1, shares[tries/2], within, "what Meta tells, by what the heap does: %.3f", shares)
		})
	}
}
