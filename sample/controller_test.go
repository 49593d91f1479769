package sample_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/sample"
)

const interval = 5 * time.Second

var epoch = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func newController() *sample.Controller {
	c := &sample.Controller{Min: .01, Max: .15, Interval: interval}
	c.Start(epoch)
	return c
}

func TestControllerSteps(t *testing.T) {
	for _, c := range []struct {
		fill, rate, want float64
	}{
		{0, .1, .12}, {.29, .1, .12}, {.30, .1, .1}, {.5, .1, .1}, {.80, .1, .1},
		{.81, .1, .07}, {.95, .1, .07}, {.951, .1, .05}, {1, .1, .05},
		// bounds
		{0, .14, .15}, {0, .15, .15}, {.9, .012, .01}, {.9, .01, .01}, {1, .015, .01}, {1, .01, .01},
		// a rate from outside the bounds is led into them
		{0, .5, .15}, {.9, .001, .01}, {.5, .5, .5},
	} {
		got := newController().Next(c.rate, c.fill, epoch.Add(interval))
		require.InDelta(t, c.want, got, 1e-12, "fill %v, rate %v", c.fill, c.rate)
	}
}

func TestControllerWaits(t *testing.T) {
	c := newController()
	soon, due := epoch.Add(interval-1), epoch.Add(interval)
	require.Equal(t, .1, c.Next(.1, 0, soon))
	require.Equal(t, .1, c.Next(.1, .9, soon))
	require.InDelta(t, .12, c.Next(.1, 0, due), 1e-12)
	require.Equal(t, .1, c.Next(.1, 0, due), "one change an interval")
	require.Equal(t, .1, c.Next(.1, .9, due.Add(interval-1)))
	require.InDelta(t, .07, c.Next(.1, .9, due.Add(interval)), 1e-12)
}

// A ring that is nearly full does not wait, and the next ordinary change does.
func TestControllerHalvesAtOnce(t *testing.T) {
	c := newController()
	require.InDelta(t, .05, c.Next(.1, 1, epoch), 1e-12)
	require.InDelta(t, .025, c.Next(.05, 1, epoch), 1e-12)
	at := epoch.Add(time.Second)
	require.InDelta(t, .05, c.Next(.1, 1, at), 1e-12)
	require.Equal(t, .05, c.Next(.05, 0, at.Add(interval-1)))
	require.InDelta(t, .06, c.Next(.05, 0, at.Add(interval)), 1e-12)
}

// A fill that asks for nothing does not put off the next change.
func TestControllerDoesNotCountNothing(t *testing.T) {
	c := newController()
	require.Equal(t, .1, c.Next(.1, .5, epoch.Add(interval)))
	require.InDelta(t, .12, c.Next(.1, .1, epoch.Add(interval+1)), 1e-12)
}
