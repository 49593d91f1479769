package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	overhead "github.com/whitmetrics/whit/bench/overhead"
	"github.com/whitmetrics/whit/bench/workload/none"
	"github.com/whitmetrics/whit/compat"
)

func runJSON(t *testing.T, args ...string) overhead.Report {
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, overhead.Run(&stdout, &stderr, append(args, "-json")...), stderr.String())
	require.Contains(t, stderr.String(), "100 %")
	var r overhead.Report
	d := json.NewDecoder(&stdout)
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&r))
	return r
}

// runHub runs the hub with one implementation for as long as it takes that each estimate
// has an interval: on a busy machine there may be too few samples in a short run.
func runHub(t *testing.T, impl string) overhead.Report {
	const longest = 10 * time.Second
	for d := 200 * time.Millisecond; ; d *= 2 {
		r := runJSON(t, "-workload=hub", "-impl="+impl, fmt.Sprint("-duration=", d))
		unknown := ""
		for _, totals := range r.Hub.Totals {
			for _, f := range totals.Figures {
				if f.Estimate && !(f.Total.Known() && f.Low.Known() && f.High.Known()) {
					unknown = f.Name
				}
			}
		}
		if unknown == "" {
			return r
		}
		require.Less(t, d, longest, "%s: %s is not known", impl, unknown)
	}
}

func TestHubByEachImplementation(t *testing.T) {
	for _, impl := range []string{"none", "legacy", "whit"} {
		r := runHub(t, impl)
		require.Nil(t, r.HTTP)
		require.Nil(t, r.Loop)
		require.Nil(t, r.Classic)
		require.Len(t, r.Hub.Rows, 1)
		require.Equal(t, impl, r.Hub.Rows[0].Name)
		require.NotZero(t, r.Hub.Rows[0].Messages)
		if impl == "none" {
			require.Empty(t, r.Hub.Totals)
			continue
		}
		require.Len(t, r.Hub.Totals, 1)
		totals := r.Hub.Totals[0]
		require.True(t, totals.Exact)
		for _, f := range totals.Figures {
			require.False(t, f.Off, f.Name)
			require.Equal(t, impl == "whit" && f.Name == "mean latency, ms", f.Estimate, f.Name)
			if f.Estimate {
				require.LessOrEqual(t, float64(f.Low), float64(f.Total))
				require.LessOrEqual(t, float64(f.Total), float64(f.High))
			} else if f.Name != "mean latency, ms" {
				require.Equal(t, f.Truth, f.Total, f.Name)
			}
		}
	}
}

func TestHubOfAll(t *testing.T) {
	r := runJSON(t, "-workload=hub", "-duration=500ms")
	var names []string
	for _, row := range r.Hub.Rows {
		names = append(names, row.Name)
	}
	require.Equal(t, []string{"none", "none again", "legacy", "whit"}, names)
	require.Len(t, r.Hub.Totals, 2)
	require.Equal(t, 0.01, r.Hub.Limit)
}

// doubling counts one failure too many.
type doubling struct {
	*compat.Legacy
	once atomic.Bool
}

func (d *doubling) RecordTimeout(client string) {
	if d.once.CompareAndSwap(false, true) {
		d.Legacy.RecordTimeout(client)
	}
	d.Legacy.RecordTimeout(client)
}

func TestAHubCountOffByOneFails(t *testing.T) {
	var stdout, stderr bytes.Buffer
	status := overhead.RunWithSocket(context.Background(), "legacy", &doubling{Legacy: compat.NewLegacy()}, &stdout, &stderr,
		"-workload=hub", "-duration=200ms", "-impl=legacy")
	require.Equal(t, 1, status)
	require.Contains(t, stderr.String(), "legacy: timeouts is ")
	require.Equal(t, 1, strings.Count(stderr.String(), "but the clients have counted"))
	require.Contains(t, stdout.String(), "OFF BY +1\n", "the table comes all the same")
}

// unstoppable fails at the end.
type unstoppable struct{ none.Metrics }

func (unstoppable) StopBackgroundTasks(context.Context) error { return errBroken }

func TestFailureToStopFails(t *testing.T) {
	for _, work := range []string{"hub", "classic"} {
		var stdout, stderr bytes.Buffer
		status := overhead.RunWithSocket(context.Background(), "whit", unstoppable{}, &stdout, &stderr,
			"-workload="+work, "-duration=100ms", "-impl=whit")
		require.Equal(t, 1, status, work)
		require.Contains(t, stderr.String(), work+": ")
		require.Contains(t, stderr.String(), "broken")
	}
}

// Where the interval holds the limit, the machine was too noisy to tell.
func TestIntervalVerdict(t *testing.T) {
	for _, c := range []struct {
		median, low float64
		want        string
	}{{0.009, -1, "ok"}, {0.02, 0.011, "over"}, {0.02, 0.001, "?"}} {
		i := overhead.Interval{Median: overhead.Number(c.median), Low: overhead.Number(c.low)}
		require.Equal(t, c.want, overhead.VerdictOf(i, 0.01))
	}
}
