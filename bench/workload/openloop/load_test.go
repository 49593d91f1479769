package openloop_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/workload/openloop"
)

// A fakeClock stands still but for those who wait, who wake late by as much as it says,
// and for answers, which take their time.
type fakeClock struct {
	now  time.Time
	late time.Duration
	err  error
}

func (c *fakeClock) Now() time.Time { return c.now }

func (c *fakeClock) Until(t time.Time) error {
	if t.After(c.now) {
		c.now = t.Add(c.late)
	}
	return c.err
}

func (c *fakeClock) spend(d time.Duration) { c.now = c.now.Add(d) }

var load = openloop.Load{Rate: 1000, For: 100 * time.Second, Seed: 1}

// A server that stands still for a second, once in 100 s, keeps 1 % of all requests
// waiting. Whoever counts from when they are sent sees one request in 100,000.
func TestAStallIsSeenByAllWhomItKeepsWaiting(t *testing.T) {
	var clock fakeClock
	var r openloop.Result
	asked, slow := 0, 0
	require.NoError(t, load.Run(&clock, func() error {
		asked++
		sent := clock.now
		clock.spend(100 * time.Microsecond)
		if asked == 50_000 {
			clock.spend(time.Second)
		}
		if clock.now.Sub(sent) > 10*time.Millisecond {
			slow++
		}
		return nil
	}, &r))
	require.EqualValues(t, asked, r.Latency.Total())
	require.Equal(t, 1, slow, "of those that count from when they are sent")
	require.Less(t, r.Latency.Quantile(0.98), 10*time.Millisecond)
	require.InDelta(t, 500*time.Millisecond, r.Latency.Quantile(0.995), float64(150*time.Millisecond), "half of those were kept waiting for less")
	require.InDelta(t, time.Second, r.Latency.Quantile(1), float64(20*time.Millisecond))
	require.Zero(t, r.Late.Quantile(1), "the load is not to blame")
}

// What is due before the answer has come is sent at once, and in order; what is due later
// is sent when it is due.
func TestTimetable(t *testing.T) {
	var clock fakeClock
	var r openloop.Result
	var gaps []float64
	last := clock.now
	require.NoError(t, load.Run(&clock, func() error {
		gaps = append(gaps, clock.now.Sub(last).Seconds())
		last = clock.now
		return nil
	}, &r))
	require.InDelta(t, 100_000, len(gaps), 1600, "five standard errors of a Poisson process")
	require.Zero(t, r.Latency.Quantile(1), "answers take no time here")
	mean, square := 0.0, 0.0
	for _, g := range gaps {
		mean += g / float64(len(gaps))
		square += g * g / float64(len(gaps))
	}
	require.InEpsilon(t, 2, square/(mean*mean), 0.05, "gaps are exponential")
	require.LessOrEqual(t, clock.now.Sub(time.Time{}), load.For)
}

func TestSeedsDiffer(t *testing.T) {
	first := func(seed uint64) (due time.Time) {
		var clock fakeClock
		enough := errors.New("enough")
		l := load
		l.Seed = seed
		require.ErrorIs(t, l.Run(&clock, func() error { due = clock.now; return enough }, new(openloop.Result)), enough)
		return due
	}
	require.Equal(t, first(1), first(1))
	require.NotEqual(t, first(1), first(2))
}

// The load's own lateness is in the latency, and told apart.
func TestLateIsTheLoadsOwn(t *testing.T) {
	clock := fakeClock{late: 5 * time.Microsecond}
	var r openloop.Result
	l := openloop.Load{Rate: 1, For: 1000 * time.Second}
	require.NoError(t, l.Run(&clock, func() error { clock.spend(time.Millisecond); return nil }, &r))
	require.Equal(t, 5*time.Microsecond, r.Late.Quantile(0.5).Round(time.Microsecond))
	require.InEpsilon(t, 1005*time.Microsecond, r.Latency.Quantile(0.5), 0.004)
	var both openloop.Result
	both.Merge(&r)
	both.Merge(&r)
	require.Equal(t, 2*r.Latency.Total(), both.Latency.Total())
	require.Equal(t, 2*r.Late.Total(), both.Late.Total())
}

func TestAnErrorEndsALoad(t *testing.T) {
	broken := errors.New("broken")
	clock := fakeClock{err: broken}
	asked := false
	require.ErrorIs(t, load.Run(&clock, func() error { asked = true; return nil }, new(openloop.Result)), broken)
	require.False(t, asked)
}
