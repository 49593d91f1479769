package aggregate_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/shard"
)

// Handing on samples with their labels takes no memory.
func TestSamplesDoNotAllocate(t *testing.T) {
	e := newEngine(1, 1<<10, ring.DropNewest)
	s, told := new(shard.Series), 0
	labels := route("/a")
	e.c.AddValues(aggregate.Desc{Name: "family", Labels: labels, Kind: aggregate.Distribution, OnSample: func(s aggregate.Sample) {
		if &s.Labels[0] == &labels[0] {
			told++
		}
	}}, s)
	drain := func() {
		for range 100 {
			record(s, 1)
		}
		e.now = e.now.Add(time.Second)
		e.c.Drain(e.now)
	}
	drain()
	const runs = 100
	require.Zero(t, testing.AllocsPerRun(runs, drain))
	require.Equal(t, 100*(runs+2), told)
}
