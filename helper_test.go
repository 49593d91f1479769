package whit_test

import (
	"context"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/ring"
)

// quiet leaves the collector alone until it is asked.
var quiet = whit.Config{FlushInterval: time.Hour, AdjustInterval: time.Hour, Seed: 1}

// everything samples every event, so that estimates are exact.
var everything = whit.Config{SampleRate: 1, FlushInterval: time.Hour, Seed: 1}

func start(t testing.TB, c whit.Config) *whit.Metrics {
	t.Helper()
	m, err := whit.New(c)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, m.Stop(context.Background())) })
	return m
}

// total returns what a metric has come to, estimates up to date.
func total(t testing.TB, m *whit.Metrics, name string) aggregate.Total {
	t.Helper()
	require.NoError(t, m.Flush(context.Background()))
	return totalNow(t, m, name)
}

func totalNow(t testing.TB, m *whit.Metrics, name string) aggregate.Total {
	t.Helper()
	got, ok := m.Snapshot().Total(name)
	require.True(t, ok, "there is no metric %q", name)
	return got
}

func expired() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

func forEachPolicy(t *testing.T, test func(*testing.T, ring.Policy)) {
	for _, policy := range []ring.Policy{ring.DropNewest, ring.DropOldest} {
		t.Run(policy.String(), func(t *testing.T) { test(t, policy) })
	}
}

// panicOf returns what f panics with, as a string.
func panicOf(f func()) (message string) {
	defer func() { message, _ = recover().(string) }()
	f()
	return ""
}

// onOneP has the rest of a test run on one P.
func onOneP(t *testing.T) {
	if !procpin.ByRuntime {
		t.Skip("slots are not Ps")
	}
	before := runtime.GOMAXPROCS(1)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
}
