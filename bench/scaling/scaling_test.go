package main_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
	scaling "github.com/whitmetrics/whit/bench/scaling"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/ring"
)

func writeFile(name string) error { return os.WriteFile(name, nil, 0o600) }

// What is recorded is what was said to be.
func TestSpread(t *testing.T) {
	if !procpin.ByRuntime {
		t.Skip("the number of shards is not to be set")
	}
	for _, procs := range []int{1, 2, 16} {
		before := runtime.GOMAXPROCS(procs)
		var n atomic.Int64
		reached := scaling.Spread(procs, 5, func() { n.Add(1) })
		runtime.GOMAXPROCS(before)
		require.EqualValues(t, 5*reached, n.Load())
		require.Positive(t, reached)
		require.LessOrEqual(t, reached, procs)
	}
}

func TestEndToEnd(t *testing.T) {
	if !procpin.ByRuntime {
		t.Skip("the number of shards is not to be set")
	}
	before := runtime.GOMAXPROCS(0)
	svg := filepath.Join(t.TempDir(), "out", "scaling.svg")
	status, stdout, stderr := scaling.Run("-procs=1,4,8", "-metrics=2,20,200", "-repeat=3", "-events=1000", "-json", "-svg="+svg)
	require.Zero(t, status, stderr)
	require.Equal(t, before, runtime.GOMAXPROCS(0))
	require.Contains(t, stderr, "GOMAXPROCS 8, 200 metrics")

	var r scaling.Report
	require.NoError(t, json.Unmarshal([]byte(stdout), &r))
	require.Len(t, r.ByProcs, 3)
	require.Len(t, r.ByMetrics, 3)
	require.Len(t, r.ByBoth, 4)
	require.Equal(t, 4, r.FixedProcs)
	require.Equal(t, 20, r.FixedMetrics)
	require.Positive(t, r.IncNS)
	require.Positive(t, r.RecordNS)
	for _, p := range append(append(r.ByProcs, r.ByMetrics...), r.ByBoth...) {
		require.Positive(t, p.Reached, p)
		require.Positive(t, p.FlushNS, p)
		require.Positive(t, p.SnapshotNS, p)
		require.Positive(t, p.PublishNS, p)
		require.Positive(t, p.Inc, p)
		require.Positive(t, p.Record, p)
		require.GreaterOrEqual(t, 2*p.Timed, p.Procs, "of %v: a loaded machine does not give each P a turn in time", p)
		require.GreaterOrEqual(t, p.Slots, 512*p.Procs, p)
		require.Greater(t, p.Bytes, int(unsafe.Sizeof(ring.Event{}))*p.Slots+64*p.Procs*p.Metrics, p)
	}
	require.Greater(t, r.ByProcs[2].Bytes, r.ByProcs[0].Bytes)
	require.Greater(t, r.ByMetrics[2].Bytes, r.ByMetrics[0].Bytes)

	text, err := os.ReadFile(svg)
	require.NoError(t, err)
	require.Contains(t, string(text), "measured")
	d := xml.NewDecoder(strings.NewReader(string(text)))
	for err == nil {
		_, err = d.Token()
	}
	require.True(t, errors.Is(err, io.EOF), err)
}

func TestTables(t *testing.T) {
	if !procpin.ByRuntime {
		t.Skip("the number of shards is not to be set")
	}
	status, stdout, stderr := scaling.Run("-procs=1,4,8", "-metrics=2,20,200", "-repeat=1", "-events=1000", "-svg=")
	require.Zero(t, status, stderr)
	for _, part := range []string{"By GOMAXPROCS, with 20 metrics", "at GOMAXPROCS 4:", "not fitted to the last", "simulated", "memory = ", "bytes; median error"} {
		require.Contains(t, stdout, part)
	}
}
