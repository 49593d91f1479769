package whit_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
)

// A field that somebody forgot to set is a panic like any other: one that a server
// recovers from, since nothing is pinned yet.
func TestForgottenHandlesPanicRecoverably(t *testing.T) {
	var counter *whit.Counter
	var values *whit.Distribution
	var timer *whit.Timer
	for name, call := range map[string]func(){
		"nil Inc":         func() { counter.Inc() },
		"nil Add":         func() { counter.Add(1) },
		"nil IncFor":      func() { counter.IncFor("ada") },
		"nil Record":      func() { values.Record(1) },
		"nil RecordFor":   func() { values.RecordFor(1, "ada") },
		"nil Start":       func() { timer.Start() },
		"nil StartFor":    func() { timer.StartFor("ada") },
		"nil Observe":     func() { timer.Observe(time.Second) },
		"zero Inc":        func() { new(whit.Counter).Inc() },
		"zero IncFor":     func() { new(whit.Counter).IncFor("ada") },
		"zero Record":     func() { new(whit.Distribution).Record(1) },
		"zero Start":      func() { new(whit.Timer).Start() },
		"zero Observe":    func() { new(whit.Timer).Observe(time.Second) },
		"zero's Local":    func() { new(whit.Counter).Local() },
		"zero's Local, 2": func() { new(whit.Distribution).Local() },
	} {
		require.Panics(t, call, name)
	}
	// If any had been pinned still, this goroutine would never be preempted again.
	done := make(chan struct{})
	go close(done)
	<-done
}

func TestNegativeDurationsAreRefused(t *testing.T) {
	m := start(t, quiet)
	timer := m.Timer("t")
	timer.Observe(-time.Second)
	timer.Observe(0)
	got := totalNow(t, m, "t")
	require.EqualValues(t, 1, got.Count)
	require.EqualValues(t, 1, got.Rejected)
}

// An unsampled span reads no clock; a sampled one reads it twice.
func TestClockReadings(t *testing.T) {
	readings := whit.CountClockReadings(t)
	m := start(t, whit.Config{SampleRate: .01, FixedRate: true, FlushInterval: time.Hour, Seed: 1})
	timer := m.Timer("t")
	for range 10_000 {
		timer.Start().End()
		timer.StartFor("ada").End()
	}
	require.NoError(t, m.Stop(t.Context()))
	total := totalNow(t, m, "t")
	require.NotZero(t, total.Sampled)
	require.EqualValues(t, 2*(total.Sampled+total.Dropped), *readings)
}
