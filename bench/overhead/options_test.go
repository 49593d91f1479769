package main_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	overhead "github.com/whitmetrics/whit/bench/overhead"
)

func TestGoodFlags(t *testing.T) {
	base, err := overhead.Parse(nil)
	require.NoError(t, err)
	require.Equal(t, overhead.Defaults(), base)
	for _, args := range []string{
		"-duration 44s", "-rate 0.03", "-impl none,rival,legacy,whit", "-workload all", "-json=false", "-cpuprofile=",
	} {
		o, err := overhead.Parse(strings.Fields(args))
		require.NoError(t, err, args)
		require.Equal(t, base, o, args)
	}
	for _, args := range []string{
		"-duration 1m", "-rate 0", "-rate 1", "-impl whit", "-impl whit,none", "-workload http", "-workload loop",
		"-workload hub", "-workload classic", "-impl legacy",
		"-json", "-cpuprofile x", "-memprofile x",
	} {
		o, err := overhead.Parse(strings.Fields(args))
		require.NoError(t, err, args)
		require.NotEqual(t, base, o, args)
	}
}

// A bad flag costs no measurement: the error names it, its value, and what is allowed.
func TestBadFlags(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	missing := filepath.Join(file, "x")
	for _, c := range []struct{ flag, value, want string }{
		{"duration", "soon", "from 50ms to 1h"},
		{"duration", "-1s", "from 50ms to 1h"},
		{"duration", "2h", "from 50ms to 1h"},
		{"rate", "1.5", "from 1e-06 to 1, or 0"},
		{"rate", "-0.1", "from 1e-06 to 1, or 0"},
		{"rate", "NaN", "from 1e-06 to 1, or 0"},
		{"rate", "all", "from 1e-06 to 1, or 0"},
		{"impl", "whit,prometheus", "none, rival, legacy, whit"},
		{"impl", "", "none, rival, legacy, whit"},
		{"impl", "whit,whit", "each once"},
		{"workload", "socket", "http, loop, hub, classic, all"},
		{"json", "maybe", "true or false"},
		{"cpuprofile", missing, "file that can be written"},
		{"memprofile", missing, "file that can be written"},
	} {
		var stdout, stderr bytes.Buffer
		status := overhead.Run(&stdout, &stderr, "-"+c.flag+"="+c.value)
		require.Equal(t, 2, status, c)
		require.Empty(t, stdout.String(), c)
		for _, part := range []string{"-" + c.flag, c.value, c.want} {
			require.Contains(t, stderr.String(), part, c)
		}
	}
	for _, args := range []string{"-fast", "http", "-rate"} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, 2, overhead.Run(&stdout, &stderr, args))
		require.Contains(t, stderr.String(), args)
	}
}

// A workload is dropped if it has none of the implementations, and an error names those
// that it has if nothing is left.
func TestImplementationsOfWorkloads(t *testing.T) {
	o, err := overhead.Parse([]string{"-impl=legacy"})
	require.NoError(t, err)
	require.Equal(t, []string{"hub", "classic"}, o.Workloads())
	o, err = overhead.Parse([]string{"-impl=rival"})
	require.NoError(t, err)
	require.Equal(t, []string{"http", "loop"}, o.Workloads())

	var stdout, stderr bytes.Buffer
	require.Equal(t, 2, overhead.Run(&stdout, &stderr, "-workload=hub", "-impl=rival"))
	for _, part := range []string{"-workload hub", "-impl rival", "none, legacy, whit"} {
		require.Contains(t, stderr.String(), part)
	}
}

// All time is given to the workloads that run.
func TestShares(t *testing.T) {
	for _, args := range [][]string{nil, {"-workload=hub"}, {"-impl=legacy"}} {
		o, err := overhead.Parse(append(args, "-duration=44s"))
		require.NoError(t, err)
		sum := time.Duration(0)
		for _, work := range o.Workloads() {
			require.Positive(t, o.Share(work))
			sum += o.Share(work)
		}
		require.InDelta(t, 44*time.Second, sum, 10)
	}
	require.GreaterOrEqual(t, overhead.Defaults().Share("loop"), 15*time.Second, "it measures idle instances too")
}

func TestHelpNamesEveryFlag(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, overhead.Run(&stdout, &stderr, "-h"))
	require.Empty(t, stderr.String())
	for _, part := range []string{"go run ./bench/overhead", "-duration", "44s", "-rate", "0.03", "-impl", "none, rival", "legacy",
		"-workload", "http", "loop", "hub", "classic", "-json", "-cpuprofile", "-memprofile", "Exit status"} {
		require.Contains(t, stdout.String(), part)
	}
}
