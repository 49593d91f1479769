package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	overhead "github.com/whitmetrics/whit/bench/overhead"
	"github.com/whitmetrics/whit/bench/workload/web"
)

func TestHTTPByEachImplementation(t *testing.T) {
	for _, impl := range []string{"none", "rival", "whit"} {
		var stdout, stderr bytes.Buffer
		status := overhead.Run(&stdout, &stderr, "-workload=http", "-duration=100ms", "-impl="+impl, "-json")
		require.Equal(t, 0, status, stderr.String())
		require.Contains(t, stderr.String(), "100 %")

		var r overhead.Report
		require.NoError(t, json.Unmarshal(stdout.Bytes(), &r))
		require.Nil(t, r.Loop)
		require.Len(t, r.HTTP.Rows, 1)
		require.Equal(t, impl, r.HTTP.Rows[0].Name)
		require.NotZero(t, r.HTTP.Rows[0].Requests)
		if impl == "none" {
			require.Empty(t, r.HTTP.Totals)
			continue
		}
		require.Len(t, r.HTTP.Totals, 1)
		totals := r.HTTP.Totals[0]
		require.Equal(t, impl, totals.Name)
		require.True(t, totals.Exact)
		require.GreaterOrEqual(t, uint64(totals.Figures[0].Truth), r.HTTP.Rows[0].Requests, "the first turn is in it")
		for _, f := range totals.Figures {
			if !f.Estimate {
				require.Equal(t, f.Truth, f.Total, f.Name)
			}
		}
	}
}

func TestAllTogether(t *testing.T) {
	cpu, heap := filepath.Join(t.TempDir(), "cpu"), filepath.Join(t.TempDir(), "heap")
	var stdout, stderr bytes.Buffer
	status := overhead.Run(&stdout, &stderr, "-duration=1s", "-rate=1", "-cpuprofile="+cpu, "-memprofile="+heap)
	require.Equal(t, 0, status, stderr.String())
	out := stdout.String()
	for _, part := range []string{
		"\nnone again ", "\nrival's totals", "\nwhit's totals", "\nbytes answered ", "(estimate)", "exact",
		"\nlegacy's report", "\nwhit's report", "\nbreaker half open ", "\nthe old figures ", "names made",
		"\nCounter.Inc ", "\nLocalDistribution.RecordFor ", "\nrival timer ", "\nnull: ",
	} {
		require.Contains(t, out, part)
	}
	require.NotContains(t, out, "OFF")
	require.NotContains(t, out, "NaN")
	for _, name := range []string{cpu, heap} {
		head, err := os.ReadFile(name)
		require.NoError(t, err)
		require.True(t, bytes.HasPrefix(head, []byte{0x1f, 0x8b}), "a profile is gzipped")
	}
}

func TestJSONOfAll(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, overhead.Run(&stdout, &stderr, "-duration=600ms", "-json", "-rate=0.5"), stderr.String())
	var r overhead.Report
	d := json.NewDecoder(&stdout)
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&r))
	require.Equal(t, 0.5, r.SampleRate)
	require.Equal(t, 0.6, r.Seconds)
	require.NotZero(t, r.Machine.GOMAXPROCS)
	names := make([]string, len(r.HTTP.Rows))
	for i, row := range r.HTTP.Rows {
		names[i] = row.Name
	}
	require.Equal(t, []string{"none", "none again", "rival", "whit"}, names)
	require.Equal(t, "chained", r.Loop.Runs[0].Form)
	require.Equal(t, 0.05, r.Loop.Runs[0].Rows[7].Limit.All)
}

// miscounting counts one request too many.
type miscounting struct {
	*web.Rival
	once *atomic.Bool
}

func (m miscounting) Begin() web.Span {
	if m.once.CompareAndSwap(false, true) {
		m.Rival.Begin()
	}
	return m.Rival.Begin()
}

func TestACountOffByOneFails(t *testing.T) {
	bad := miscounting{web.NewRival(), new(atomic.Bool)}
	var stdout, stderr bytes.Buffer
	status := overhead.RunWith(context.Background(), "rival", bad, &stdout, &stderr,
		"-workload=http", "-duration=100ms", "-impl=rival")
	require.Equal(t, 1, status)
	require.Contains(t, stderr.String(), "rival: requests begun is ")
	require.Equal(t, 1, strings.Count(stderr.String(), "but the clients have counted"))
	require.Contains(t, stdout.String(), "OFF BY +1\n", "the table comes all the same")
}

func TestCancelFails(t *testing.T) {
	for _, workload := range []string{"http", "loop", "hub", "classic"} {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		var stdout, stderr bytes.Buffer
		status := overhead.RunWith(ctx, "none", web.None{}, &stdout, &stderr, "-workload="+workload)
		require.Equal(t, 1, status)
		require.Contains(t, stderr.String(), workload+": ")
		require.Contains(t, stderr.String(), "context canceled")
		require.Empty(t, stdout.String())
	}
}

// unclosable fails at the end.
type unclosable struct{ web.None }

func (unclosable) Close(context.Context) error { return errBroken }

func TestFailureToCloseFails(t *testing.T) {
	var stdout, stderr bytes.Buffer
	status := overhead.RunWith(context.Background(), "none", unclosable{}, &stdout, &stderr,
		"-workload=http", "-duration=50ms", "-impl=none")
	require.Equal(t, 1, status)
	require.Contains(t, stderr.String(), "http: broken")
}
