package aggregate_test

import (
	"strconv"
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/ring"

	"github.com/whitmetrics/whit/internal/procpin"
)

func TestClientsAreBounded(t *testing.T) {
	c := aggregate.NewClients(100)
	for i := range 100_000 {
		c.See(strconv.Itoa(i), time.Duration(i))
		c.See("regular", time.Duration(i))
	}
	require.Equal(t, 100, c.Len())
	require.True(t, c.Knows("regular"), "a client that is seen again and again stays")
	require.True(t, c.Knows("99999"))
	require.False(t, c.Knows("0"))
	require.Less(t, c.Bytes(), 100*150)
}

func TestIdleClientsExpire(t *testing.T) {
	c := aggregate.NewClients(3)
	c.See("a", time.Second)
	c.See("b", 3*time.Second)
	c.Expire(2 * time.Second)
	require.False(t, c.Knows("a"))
	require.True(t, c.Knows("b"))
	require.Equal(t, 1, c.Len())

	// The places of the expired are used again.
	for i := range 10 {
		c.See(strconv.Itoa(i), 4*time.Second)
	}
	require.Equal(t, 3, c.Len())
	c.Expire(time.Hour)
	require.Zero(t, c.Len())
}

// A sampled event keeps the caller's string until it is drained, no longer.
func TestClientsAreCopied(t *testing.T) {
	e := newEngine(1, 512, ring.DropNewest)
	s := e.values("v", false)
	buf := []byte("alice")
	s.Record(procpin.Pin(), 1, 1, unsafe.String(&buf[0], len(buf)))
	e.flush(t, "v")
	copy(buf, "xxxxx")
	s.Record(procpin.Pin(), 1, 1, "alice")
	e.flush(t, "v")
	require.Equal(t, 1, e.c.Known())
}

func TestClientsExpireInTime(t *testing.T) {
	e := newEngine(1, 512, ring.DropNewest)
	s := e.values("v", false)
	s.Record(procpin.Pin(), 1, 1, "alice")
	e.flush(t, "v")
	require.Equal(t, 1, e.c.Known())
	e.now = e.now.Add(59 * time.Minute)
	e.flush(t, "v")
	require.Equal(t, 1, e.c.Known())
	e.now = e.now.Add(2 * time.Minute)
	e.flush(t, "v")
	require.Zero(t, e.c.Known())
}
