package compat_test

import (
	"testing"

	"github.com/whitmetrics/whit/compat"
)

// implementations are held against the same golden files and the same rules.
var implementations = []struct {
	name string
	make func(*testing.T) compat.WebSocketMetrics
}{
	{"legacy", func(*testing.T) compat.WebSocketMetrics { return compat.NewLegacy() }},
}

// forEach runs a test of what every implementation promises.
func forEach(t *testing.T, test func(*testing.T, compat.WebSocketMetrics)) {
	for _, impl := range implementations {
		t.Run(impl.name, func(t *testing.T) { test(t, impl.make(t)) })
	}
}
