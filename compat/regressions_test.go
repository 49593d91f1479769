package compat_test

import (
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/compat"
)

// faults are those of the first redesign of the websocket metrics. A check has to
// find its fault in a stand-in that has it, and nothing in what is sound: without
// the first, it might be blind; without the second, see ghosts.
var faults = []struct {
	name   string
	check  func(made any) error
	faulty func(*testing.T) any
	found  string // what the check says of the stand-in
}{
	{
		"critical events are scaled by 1/rate", on(criticalEventsAreNotScaled),
		func(*testing.T) any { return scalesCritical{compat.NewLegacy()} },
		"failed: 10000, want 300",
	},
	{
		"a batch is scaled by the rate at flush", on(samplesWeighWhatTheyWereDrawnAt),
		func(*testing.T) any { return newScalesAtFlush() },
		"messages sent to a: ",
	},
	{
		"a meta export deadlocks on its own lock", on(reportReturns),
		func(t *testing.T) any { return newLocksTwice(t) },
		"has not returned",
	},
	{
		"dropped samples vanish from totals", on(dropsLeaveTotals),
		func(*testing.T) any { return &losesDrops{Legacy: compat.NewLegacy()} },
		"failed: 1000, want 5000",
	},
	{
		"avg_send_ms for average_send_ms", on(dashboardsFindTheAverage),
		func(*testing.T) any { return renames{compat.NewLegacy()} },
		"no average_send_ms",
	},
	{
		"a success rate over attempts", on(successRateIsOfEndedRetries),
		func(*testing.T) any { return overAttempts{compat.NewLegacy()} },
		"success rate: 0.3, want 0.75",
	},
	{
		"a factory's object lacks methods", hasEveryMethod,
		func(*testing.T) any { return lacksMethods{compat.NewLegacy()} },
		"lacks SetCircuitBreakerState",
	},
}

// on is a check of something that has all the methods.
func on(check func(compat.WebSocketMetrics) error) func(any) error {
	return func(made any) error { return check(made.(compat.WebSocketMetrics)) }
}

// sampling is the default configuration, with room for all samples of a check, and
// with a rate that starts low and rises whenever a ring is found nearly empty.
func sampling() whit.Config {
	return whit.Config{
		SampleRate: 0.01, AdjustInterval: time.Second,
		BufferSize: 16384 * runtime.GOMAXPROCS(0), Seed: 1,
	}
}

func TestFaultsOfTheFirstRedesign(t *testing.T) {
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			inWatchedBubble(t, "whit", func(t *testing.T) { assert.NoError(t, f.check(newMetrics(t, sampling()))) })
			inWatchedBubble(t, "legacy", func(t *testing.T) { assert.NoError(t, f.check(compat.NewLegacy())) })
			inWatchedBubble(t, "stand-in", func(t *testing.T) { assert.ErrorContains(t, f.check(f.faulty(t)), f.found) })
		})
	}
}

// inWatchedBubble runs a test with a clock that moves only when all wait. Waiting
// for a mutex is no waiting to such a clock: it takes one outside to see that.
func inWatchedBubble(t *testing.T, name string, test func(*testing.T)) {
	t.Run(name, func(t *testing.T) {
		watch := time.AfterFunc(time.Minute, func() { panic(t.Name() + ": waits for a mutex") })
		defer watch.Stop()
		synctest.Test(t, test)
	})
}
