package aggregate_test

import (
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/shard"
)

func (e *engine) member(value string) (*shard.Series, aggregate.Registration) {
	s := new(shard.Series)
	r := e.c.AddValues(aggregate.Desc{Name: "family", Labels: route(value), Kind: aggregate.Distribution}, s)
	return s, r
}

func TestRemoveIdleKeepsWhatHasCounted(t *testing.T) {
	e := newEngine(1, 1<<10, ring.DropNewest)
	s, r := e.member("/a")
	record(s, 1)
	require.False(t, e.c.RemoveIdle(r, 0))
	record(s, 1)
	require.EqualValues(t, 2, e.flush(t, "family").Count)
	require.True(t, e.c.RemoveIdle(r, 2))
	require.False(t, e.c.RemoveIdle(r, 2))
	require.False(t, e.c.Remove(r))
	record(s, 1)
	require.EqualValues(t, 2, s.Total())
	require.EqualValues(t, 1, e.c.Meta().Detached)
	require.Empty(t, e.c.Snapshot().Totals)
}

// An event that meets the removal is in the total before it, or detached after it.
func TestRemoveIdleWhileEventsCome(t *testing.T) {
	e := newEngine(.5, 1<<10, ring.DropOldest)
	const rounds, events = 3000, 6
	totals, removed := uint64(0), 0
	for range rounds {
		s, r := e.member("/a")
		var recorder sync.WaitGroup
		recorder.Go(func() {
			for range events {
				cells := s.Cells()
				if p := procpin.Pin(); cells.Count(p) {
					procpin.Unpin(p)
				} else {
					s.Record(p, 1, 1, "")
				}
			}
		})
		for n := uint64(0); n <= events; n++ {
			if e.c.RemoveIdle(r, n) {
				removed++
				require.Empty(t, e.c.Snapshot().Series("family"))
				break
			}
			runtime.Gosched()
		}
		recorder.Wait()
		e.c.Remove(r)
		totals += s.Total()
	}
	require.EqualValues(t, rounds*events, totals+e.c.Meta().Detached)
	require.Positive(t, removed)
}

// A number goes to another series once no handle is left and the rings are drained, and
// no sample that carried it before counts for that.
func TestNumbersAreUsedAgain(t *testing.T) {
	e := newEngine(1, 1<<10, ring.DropNewest)
	numbers := make(map[uint32]bool)
	for range 1000 {
		func() {
			s, r := e.member("/a")
			numbers[s.Number()] = true
			record(s, 1e9) // left in the ring
			e.c.Remove(r)
			runtime.KeepAlive(s)
		}()
		if len(numbers) > 50 {
			runtime.GC()
			e.now = e.now.Add(1)
			e.c.Drain(e.now)
		}
	}
	require.Less(t, len(numbers), 900)
	s, _ := e.member("/b")
	record(s, 1)
	series := e.flush(t, "family")
	require.EqualValues(t, 1, series.Sampled)
	require.InDelta(t, 1, series.Max, 0)
}

func TestRemovalsLeaveOrder(t *testing.T) {
	e := newEngine(1, 1<<10, ring.DropNewest)
	var removals []aggregate.Registration
	var left []string
	for i := range 500 {
		value := string(rune('a'+i%26)) + string(rune('0'+i/26))
		_, r := e.member(value)
		if i%5 != 0 {
			removals = append(removals, r)
		} else {
			left = append(left, value)
		}
	}
	for _, r := range removals {
		require.True(t, e.c.Remove(r))
	}
	var got []string
	for _, s := range e.c.Snapshot().Totals {
		got = append(got, s.Label("route"))
	}
	require.Equal(t, left, got)
}

func TestRemovedGaugeCountsAsDetached(t *testing.T) {
	e := newEngine(1, 1<<10, ring.DropNewest)
	g := new(aggregate.GaugeCell)
	r := e.c.AddGauge(aggregate.Desc{Name: "g", Labels: route("/a"), Kind: aggregate.Gauge}, g)
	g.Set(1)
	require.False(t, e.c.RemoveIdle(r, 0))
	require.True(t, e.c.RemoveIdle(r, 1))
	g.Add(1)
	require.EqualValues(t, 1, e.c.Meta().Detached)
}
