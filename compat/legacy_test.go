package compat_test

import (
	"encoding/json"
	"math"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/whitmetrics/whit/compat"
)

func TestLegacyTakesValuesAsTheyCome(t *testing.T) {
	m := compat.NewLegacy()
	m.RecordMessageSent("a", -3)
	m.RecordMessageSent("a", 1)
	assert.Equal(t, -1.0, m.AverageSendLatency())

	m.RecordMessageQueued("a", -5)
	assert.Equal(t, compat.QueueReport{CurrentSize: -5, MaxSize: 0}, m.Report().Queue)

	m.RecordMessageSent("a", math.NaN())
	m.RecordMessageSent("a", 1)
	assert.True(t, math.IsNaN(m.AverageSendLatency()))
	_, err := json.Marshal(m.Report())
	assert.Error(t, err)
}

// 49 is a count for which sum * (1/count) is not sum / count.
func TestLegacyAverageIsExact(t *testing.T) {
	m := compat.NewLegacy()
	for range 49 {
		m.RecordMessageSent("a", 1)
	}
	assert.Equal(t, 1.0, m.AverageSendLatency())
	assert.Equal(t, 1.0, m.Report().Latency.AverageSendMS)
}

func TestLegacyTimes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		unix := func() float64 { return float64(time.Now().UnixMilli()) / 1e3 }
		m := compat.NewLegacy()
		begin := unix()
		<-time.After(1500 * time.Millisecond)
		assert.Equal(t, begin, m.Report().LastUpdate, "nothing was recorded yet")
		assert.Equal(t, 1.5, m.Report().UptimeSeconds)
		assert.Equal(t, 1.5, m.UptimeSeconds())

		m.SetCircuitBreakerState(compat.Closed) // no transition, and yet an update
		assert.Equal(t, unix(), m.Report().LastUpdate)
		for _, record := range []func(string){
			m.RecordConnection, m.RecordDisconnection, m.RecordTimeout,
			func(client string) { m.RecordMessageSent(client, 1) },
			func(client string) { m.RecordMessageQueued(client, 1) },
		} {
			<-time.After(time.Second)
			record("a")
			assert.Equal(t, unix(), m.Report().LastUpdate)
		}
		last := unix()
		<-time.After(time.Second)
		m.CleanupInactiveClients(-1)
		assert.Equal(t, last, m.Report().LastUpdate, "a cleanup records nothing")
	})
}

func TestLegacyGivesCopies(t *testing.T) {
	m := compat.NewLegacy()
	m.RecordConnection("a")
	m.Clients()[0].Connections = 99
	client, _ := m.Client("a")
	assert.EqualValues(t, 1, client.Connections)
}
