package whit_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
)

// operations are all ways to record an event, by name.
func operations(m *whit.Metrics) map[string]func() {
	counter, values, timer, gauge := m.Counter("counter"), m.Distribution("values"), m.Timer("timer"), m.Gauge("gauge")
	alarms := m.Distribution("alarms", whit.Critical())
	localCounter, localValues := counter.Local(), values.Local()
	return map[string]func(){
		"Counter.Inc":                 func() { counter.Inc() },
		"Counter.Add":                 func() { counter.Add(3) },
		"Counter.IncFor":              func() { counter.IncFor("ada") },
		"LocalCounter.Inc":            func() { localCounter.Inc() },
		"LocalCounter.Add":            func() { localCounter.Add(3) },
		"Distribution.Record":         func() { values.Record(1) },
		"Distribution.RecordFor":      func() { values.RecordFor(1, "ada") },
		"Distribution.Record of NaN":  func() { values.Record(nan) },
		"critical Distribution":       func() { alarms.RecordFor(1, "ada") },
		"LocalDistribution.Record":    func() { localValues.Record(1) },
		"LocalDistribution.RecordFor": func() { localValues.RecordFor(1, "ada") },
		"Timer.Start":                 func() { timer.Start().End() },
		"Timer.StartFor":              func() { timer.StartFor("ada").End() },
		"Timer.Observe":               func() { timer.Observe(time.Second) },
		"Gauge.Set":                   func() { gauge.Set(1) },
		"Gauge.Add":                   func() { gauge.Add(1) },
	}
}

// Neither events nor the collector allocate, once clients are known. The rings
// overflow on the way, and wake the collector.
func TestEventsDoNotAllocate(t *testing.T) {
	for _, rate := range []float64{.03, 1} {
		m := start(t, whit.Config{SampleRate: rate, FixedRate: true, FlushInterval: time.Hour, Seed: 1})
		record := operations(m)
		for _, f := range record {
			for range 1000 {
				f()
			}
		}
		total(t, m, "counter")
		for name, f := range record {
			t.Run(fmt.Sprintf("%s at %v", name, rate), func(t *testing.T) {
				require.Zero(t, testing.AllocsPerRun(2000, f))
			})
		}
	}
}

// What asks for a handle at each event pays with time, not with memory.
func TestAskingAgainDoesNotAllocate(t *testing.T) {
	m := start(t, quiet)
	m.Counter("requests")
	require.Zero(t, testing.AllocsPerRun(1000, func() { m.Counter("requests").Inc() }))
}

func TestSnapshotAllocations(t *testing.T) {
	m := start(t, quiet)
	operations(m)
	require.LessOrEqual(t, testing.AllocsPerRun(100, func() { m.Snapshot() }), 3.0, "itself, its totals, and MetricZ")

	c := quiet
	c.NoMeta = true
	m = start(t, c)
	operations(m)
	require.LessOrEqual(t, testing.AllocsPerRun(100, func() { m.Snapshot() }), 2.0, "itself and its totals")
}
