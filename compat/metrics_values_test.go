package compat_test

import (
	"encoding/json"
	"math"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
)

var sampledAndExact = map[string]whit.Config{
	"sampled": {SampleRate: .999, FixedRate: true},
	"exact":   {SampleRate: 1},
}

// A latency that an average cannot hold costs that latency, and nothing else.
func TestMetricsRefuseLatencies(t *testing.T) {
	for name, c := range sampledAndExact {
		t.Run(name, func(t *testing.T) {
			m := newMetrics(t, c)
			m.RecordConnection("a")
			m.RecordMessageSent("a", math.NaN())
			assert.Zero(t, m.AverageSendLatency())
			for range 100 {
				m.RecordMessageSent("a", 2)
			}
			m.RecordMessageSent("a", math.Inf(1))
			m.RecordMessageSent("a", math.Inf(-1))
			r := m.Report()
			assert.EqualValues(t, 103, r.Messages.Sent)
			assert.InDelta(t, 2, r.Latency.AverageSendMS, 1e-9)
			assert.EqualValues(t, 3, r.MetaMetrics.Rejected)
			_, err := json.Marshal(r)
			assert.NoError(t, err)
		})
	}
}

// Finite latencies may have a sum that is not.
func TestAnAverageThatOverflowsIsStillJSON(t *testing.T) {
	for name, c := range sampledAndExact {
		t.Run(name, func(t *testing.T) {
			m := newMetrics(t, c)
			for range 100 {
				m.RecordMessageSent("a", math.MaxFloat64)
			}
			r := m.Report()
			assert.Equal(t, math.MaxFloat64, r.Latency.AverageSendMS)
			_, err := json.Marshal(r)
			assert.NoError(t, err)
		})
	}
}

func TestAnAverageOfNoSamplesIsZero(t *testing.T) {
	m := newMetrics(t, whit.Config{CountsOnly: true})
	m.RecordMessageSent("a", 2)
	r := m.Report()
	assert.EqualValues(t, 1, r.Messages.Sent)
	assert.Zero(t, r.Latency.AverageSendMS)
	text, err := json.Marshal(r.Estimates)
	assert.NoError(t, err)
	assert.JSONEq(t, `{"average_send_ms":{"value":null,"std_err":null,"low":null,"high":null}}`, string(text))
}

func TestLastUpdateIsOfWhatTheReportIsAbout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMetrics(t, whit.Config{})
		foreign := m.Whit().Counter("foreign")
		start := m.Report().LastUpdate
		require.Equal(t, float64(time.Now().UnixMicro())/1e6, start)

		<-time.After(time.Minute)
		foreign.Inc()
		require.Equal(t, start, m.Report().LastUpdate)
		m.RecordTimeout("a")
		require.Equal(t, start+60, m.Report().LastUpdate)
		<-time.After(time.Minute)
		m.RecordCircuitBreakerOpen()
		require.Equal(t, start+120, m.Report().LastUpdate)
	})
}
