package whit_test

import (
	"context"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/shard"
)

// onePercent is the least that a default configuration samples.
var onePercent = whit.Config{SampleRate: .01, FixedRate: true, FlushInterval: time.Hour, Seed: 1}

func TestCriticalIsSampledWhateverTheRate(t *testing.T) {
	m := start(t, onePercent)
	d, n := m.Distribution("loss", whit.Critical()), m.Counter("alarms", whit.Critical())
	timer := m.Timer("outage", whit.Critical())
	local := d.Local()
	sum := 0.0
	for i := range 50 {
		d.Record(float64(i))
		local.RecordFor(float64(i*i), "ada")
		sum += float64(i + i*i)
		n.Inc()
		n.IncFor("ada")
		timer.Observe(time.Second)
		require.NotEqual(t, whit.Span{}, timer.Start())
	}
	local.Close()
	got := total(t, m, "loss")
	require.True(t, got.Critical)
	require.EqualValues(t, 100, got.Sampled)
	require.Equal(t, sum, got.Sum.Value, "exactly")
	require.EqualValues(t, 100, totalNow(t, m, "alarms").Sampled)
	require.EqualValues(t, 50, totalNow(t, m, "outage").Sampled)
	require.Equal(t, 50.0, totalNow(t, m, "outage").Sum.Value)
}

// A critical counter takes one sample for what was added at once.
func TestCriticalAdd(t *testing.T) {
	m := start(t, onePercent)
	n := m.Counter("alarms", whit.Critical())
	n.Add(5)
	n.Add(0)
	n.Local().Add(7)
	require.EqualValues(t, 12, total(t, m, "alarms").Count)
	require.EqualValues(t, 2, totalNow(t, m, "alarms").Sampled)
}

// spare is how many events a ring of the least size keeps room for.
const spare = shard.MinSlots / 8

func TestCriticalSurvivesAFullRing(t *testing.T) {
	forEachPolicy(t, func(t *testing.T, policy ring.Policy) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
		// At nearly every event a ring is full long before the collector, which waits
		// for the same processor, has its turn.
		c := whit.Config{SampleRate: .9, FixedRate: true, FlushInterval: time.Hour, Overflow: policy, BufferSize: 1}
		for range 20 { // the collector may run any time, and then no ring is full
			if survive(t, c) {
				return
			}
		}
		t.Error("no ring was ever full")
	})
}

// survive floods the rings before and after critical events, of which none may
// be lost, and reports whether other events were.
func survive(t *testing.T, c whit.Config) (flooded bool) {
	m, err := whit.New(c)
	require.NoError(t, err)
	loss, noise := m.Distribution("loss", whit.Critical()), m.Distribution("noise")
	flood(noise)
	sum := 0.0
	for i := range spare {
		loss.RecordFor(float64(i), "ada")
		sum += float64(i)
	}
	flood(noise)
	require.NoError(t, m.Stop(context.Background()))
	got := totalNow(t, m, "loss")
	require.EqualValues(t, spare, got.Sampled)
	require.Zero(t, got.Dropped)
	require.Equal(t, sum, got.Sum.Value)
	others := totalNow(t, m, "noise")
	require.EqualValues(t, 4*procpin.Procs()*shard.MinSlots, others.Count)
	return others.Dropped > 0
}

// flood records what fills all rings at nine in ten.
func flood(d *whit.Distribution) {
	for range 2 * procpin.Procs() * shard.MinSlots {
		d.Record(1)
	}
}
