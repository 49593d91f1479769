package whit_test

import (
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unsafe"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
)

func TestTimer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := start(t, everything)
		timer := m.Timer("latency")
		for _, d := range []time.Duration{time.Second, 3 * time.Second} {
			span, named := timer.Start(), timer.StartFor("ada")
			<-time.After(d)
			span.End()
			named.End()
		}
		timer.Observe(250 * time.Millisecond)
		got := total(t, m, "latency")
		require.EqualValues(t, 5, got.Count)
		require.EqualValues(t, 5, got.Sampled)
		require.InDelta(t, 8.25, got.Sum.Value, 1e-9)
		require.InDelta(t, 1.65, got.Mean.Value, 1e-9)
		require.InDelta(t, .25, got.Min, 1e-9)
		require.InDelta(t, 3, got.Max, 1e-9)
		require.Equal(t, 1, m.Snapshot().Meta.Clients)
	})
}

func TestTimerCountsAtStart(t *testing.T) {
	m := start(t, quiet)
	timer := m.Timer("latency")
	span := timer.Start()
	require.EqualValues(t, 1, totalNow(t, m, "latency").Count)
	span.End()
	require.EqualValues(t, 1, totalNow(t, m, "latency").Count)
}

func TestSpanEndsOnAnotherGoroutine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := start(t, everything)
		timer := m.Timer("latency")
		var group sync.WaitGroup
		for i := range 10 {
			span := timer.StartFor("ada")
			group.Go(func() {
				<-time.After(time.Duration(i) * time.Second)
				span.End()
			})
		}
		group.Wait()
		got := total(t, m, "latency")
		require.EqualValues(t, 10, got.Sampled)
		require.InDelta(t, 45, got.Sum.Value, 1e-9)
	})
}

func TestZeroSpan(t *testing.T) {
	require.NotPanics(t, whit.Span{}.End)
}

// The mean of the spans that ended is nobody's but theirs.
func TestSpanThatNeverEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := start(t, everything)
		timer := m.Timer("latency")
		for i := range 10 {
			span := timer.Start()
			<-time.After(time.Second)
			if i%2 == 0 {
				span.End()
			}
		}
		got := total(t, m, "latency")
		require.EqualValues(t, 10, got.Count)
		require.EqualValues(t, 5, got.Sampled)
		require.InDelta(t, 5, got.Sum.Value, 1e-9)
		require.InDelta(t, 1, got.Mean.Value, 1e-9)
	})
}

// A span that is not sampled is the zero Span: it holds no moment, so Start has
// read no clock, and it holds no timer, so End reads none.
func TestUnsampledSpanIsZero(t *testing.T) {
	c := quiet
	c.FixedRate = true
	m := start(t, c)
	timer, sampled := m.Timer("latency"), uint64(0)
	end := func(s whit.Span) {
		if s != (whit.Span{}) {
			sampled++
		}
		s.End()
	}
	for range 5000 {
		end(timer.Start())
		end(timer.StartFor("ada"))
	}
	got := total(t, m, "latency")
	require.EqualValues(t, 10_000, got.Count)
	require.Equal(t, sampled, got.Sampled)
	require.InDelta(t, 300, sampled, 6*17, "about 3 %%")
}

func TestSpanIsSmall(t *testing.T) {
	if strconv.IntSize == 64 {
		require.EqualValues(t, 32, unsafe.Sizeof(whit.Span{}))
	}
}
