package shard_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/sample"
	"github.com/whitmetrics/whit/shard"
)

func TestRetiredSeriesKeepTheirTotals(t *testing.T) {
	set := shard.NewSet(shard.Options{Slots: 512, Policy: ring.DropNewest, Rate: sample.NewRate(.5), Seed: 1})
	var a, b shard.Series
	set.Add(&a, shard.Sampled)
	set.AddLazy(&b, shard.Critical)
	count := func(s *shard.Series, n int) {
		for range n {
			s.Record(procpin.Pin(), 1, 1, "")
		}
	}
	count(&a, 5)
	asked := uint64(0)
	require.False(t, set.Retire([]*shard.Series{&a, &b}, func(total uint64) bool { asked = total; return false }))
	require.EqualValues(t, 5, asked)
	count(&a, 2)
	count(&b, 1)
	require.EqualValues(t, 7, a.Total())
	require.True(t, set.Retire([]*shard.Series{&a, &b}, func(total uint64) bool { return total == 8 }))
	drawn := a.Drawn() + b.Drawn()
	count(&a, 100)
	count(&b, 100)
	require.EqualValues(t, 7, a.Total())
	require.EqualValues(t, 1, b.Total())
	ofAll := uint64(0)
	for p := range a.Procs() {
		ofAll += a.CountOf(p) + b.CountOf(p)
	}
	require.EqualValues(t, 8, ofAll)
	require.Equal(t, drawn, a.Drawn()+b.Drawn())
	require.EqualValues(t, 200, set.Detached())

	var c shard.Series
	set.Release([]uint32{a.Number()})
	set.Add(&c, shard.Sampled)
	require.Equal(t, a.Number(), c.Number())
}
