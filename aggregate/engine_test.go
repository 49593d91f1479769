package aggregate_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/sample"
	"github.com/whitmetrics/whit/shard"
)

// engine is one that the test drives by hand.
type engine struct {
	set *shard.Set
	c   *aggregate.Collector
	now time.Time
}

func newEngine(p float64, slots int, policy ring.Policy) *engine {
	return newEngineSeed(p, slots, policy, 7)
}

func newEngineSeed(p float64, slots int, policy ring.Policy, seed uint64) *engine {
	set := shard.NewSet(shard.Options{Slots: slots * procpin.Procs(), Policy: policy, Rate: sample.NewRate(p), Seed: seed})
	return &engine{set: set, now: time.Now(), c: aggregate.NewManual(aggregate.Options{
		Set: set, FlushInterval: 2 * time.Second, MaxClients: 256, ClientTTL: time.Hour, BufferSize: slots,
	})}
}

func (e *engine) values(name string, critical bool) *shard.Series {
	s := new(shard.Series)
	e.c.AddValues(aggregate.Desc{Name: name, Kind: aggregate.Distribution, Critical: critical}, s)
	return s
}

func (e *engine) timer(name string) *shard.Series {
	s := new(shard.Series)
	e.c.AddValues(aggregate.Desc{Name: name, Kind: aggregate.Timer, Unit: "seconds"}, s)
	return s
}

// flush drains and publishes, and returns the metric's total.
func (e *engine) flush(t *testing.T, name string) aggregate.Total {
	t.Helper()
	e.now = e.now.Add(2 * time.Second)
	e.c.Drain(e.now)
	e.c.Publish(e.now)
	total, ok := e.c.Snapshot().Total(name)
	require.True(t, ok)
	return total
}

func record(s *shard.Series, v float64) { s.Record(procpin.Pin(), 1, v, "") }
