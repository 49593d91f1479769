package whit_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCounter(t *testing.T) {
	m := start(t, quiet)
	c := m.Counter("requests")
	require.Zero(t, totalNow(t, m, "requests").Count)
	c.Inc()
	c.Add(0)
	c.Add(41)
	c.IncFor("ada")
	require.EqualValues(t, 43, totalNow(t, m, "requests").Count, "at once, without a flush")
}

func TestCounterOfHugeAmounts(t *testing.T) {
	m := start(t, quiet)
	c := m.Counter("bytes")
	c.Add(1 << 62)
	c.Add(1 << 62)
	c.Inc()
	require.EqualValues(t, uint64(1)<<63+1, totalNow(t, m, "bytes").Count)
}

// A counter's events are not sampled but for the clients that they name.
func TestCounterSamplesClients(t *testing.T) {
	m := start(t, everything)
	c := m.Counter("requests")
	for range 100 {
		c.Inc()
		c.Add(2)
		c.IncFor("ada")
	}
	got := total(t, m, "requests")
	require.EqualValues(t, 400, got.Count)
	require.EqualValues(t, 100, got.Sampled)
	require.Equal(t, 1, m.Snapshot().Meta.Clients)
}

func TestCounterCount(t *testing.T) {
	m := start(t, quiet)
	c := m.Counter("c")
	c.Inc()
	c.Add(5)
	c.IncFor("ada")
	l := c.Local()
	l.Add(3)
	l.Close()
	require.EqualValues(t, 10, c.Count())
}
