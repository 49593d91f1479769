package aggregate_test

import (
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/ring"
)

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
