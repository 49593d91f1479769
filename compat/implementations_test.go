package compat_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/compat"
)

// implementations are held against the same golden files and the same rules.
var implementations = []struct {
	name string
	make func(*testing.T) compat.WebSocketMetrics
}{
	{"legacy", func(*testing.T) compat.WebSocketMetrics { return compat.NewLegacy() }},
	{"whit", func(t *testing.T) compat.WebSocketMetrics { return newMetrics(t, whit.Config{SampleRate: 1}) }},
}

// newMetrics returns metrics that end with the test.
func newMetrics(t *testing.T, c whit.Config) *compat.Metrics {
	t.Helper()
	m, err := compat.New(c)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, m.StopBackgroundTasks(context.Background())) })
	return m
}

// forEach runs a test of what every implementation promises.
func forEach(t *testing.T, test func(*testing.T, compat.WebSocketMetrics)) {
	for _, impl := range implementations {
		t.Run(impl.name, func(t *testing.T) { test(t, impl.make(t)) })
	}
}
