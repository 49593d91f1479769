package prom_test

import (
	"context"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
)

// newMetrics starts a Metrics that ends with the test.
func newMetrics(t testing.TB, c whit.Config) *whit.Metrics {
	m, err := whit.New(c)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, m.Stop(context.Background())) })
	return m
}

// everyEvent samples all there is, so that what it tells is exact.
var everyEvent = whit.Config{SampleRate: 1, BufferSize: 1 << 16}

// gather returns what a collector exposes, by name.
func gather(t testing.TB, cs ...prometheus.Collector) map[string]*dto.MetricFamily {
	families, err := tryGather(t, cs...)
	require.NoError(t, err)
	return families
}

func tryGather(t testing.TB, cs ...prometheus.Collector) (map[string]*dto.MetricFamily, error) {
	r := prometheus.NewPedanticRegistry()
	for _, c := range cs {
		require.NoError(t, r.Register(c))
	}
	list, err := r.Gather()
	families := make(map[string]*dto.MetricFamily)
	for _, f := range list {
		families[f.GetName()] = f
	}
	return families, err
}

func flush(t testing.TB, m *whit.Metrics) { require.NoError(t, m.Flush(context.Background())) }

// counts returns what a native histogram holds, by Prometheus' index of its buckets.
func counts(spans []*dto.BucketSpan, deltas []int64) map[int]int64 {
	buckets := make(map[int]int64)
	i, n := 0, int64(0)
	for _, s := range spans {
		i += int(s.GetOffset())
		for range s.GetLength() {
			n += deltas[0]
			deltas = deltas[1:]
			if n != 0 {
				buckets[i] = n
			}
			i++
		}
	}
	return buckets
}
