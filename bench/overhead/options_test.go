package main_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	overhead "github.com/whitmetrics/whit/bench/overhead"
)

func TestGoodFlags(t *testing.T) {
	base, err := overhead.Parse(nil)
	require.NoError(t, err)
	require.Equal(t, overhead.Defaults(), base)
	for _, args := range []string{
		"-duration 40s", "-rate 0.03", "-impl none,rival,whit", "-workload all", "-json=false", "-cpuprofile=",
	} {
		o, err := overhead.Parse(strings.Fields(args))
		require.NoError(t, err, args)
		require.Equal(t, base, o, args)
	}
	for _, args := range []string{
		"-duration 1m", "-rate 0", "-rate 1", "-impl whit", "-impl whit,none", "-workload http", "-workload loop",
		"-json", "-cpuprofile x", "-memprofile x",
	} {
		o, err := overhead.Parse(strings.Fields(args))
		require.NoError(t, err, args)
		require.NotEqual(t, base, o, args)
	}
}

// A bad flag costs no measurement: the error names it, its value, and what is allowed.
func TestBadFlags(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "no", "such")
	for _, c := range []struct{ flag, value, want string }{
		{"duration", "soon", "from 50ms to 1h"},
		{"duration", "-1s", "from 50ms to 1h"},
		{"duration", "2h", "from 50ms to 1h"},
		{"rate", "1.5", "from 0 to 1"},
		{"rate", "-0.1", "from 0 to 1"},
		{"rate", "NaN", "from 0 to 1"},
		{"rate", "all", "from 0 to 1"},
		{"impl", "whit,prometheus", "none, rival, whit"},
		{"impl", "", "none, rival, whit"},
		{"impl", "whit,whit", "each once"},
		{"workload", "hub", "http, loop, all"},
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

func TestHelpNamesEveryFlag(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, overhead.Run(&stdout, &stderr, "-h"))
	require.Empty(t, stderr.String())
	for _, part := range []string{"go run ./bench/overhead", "-duration", "40s", "-rate", "0.03", "-impl", "none, rival",
		"-workload", "http", "loop", "-json", "-cpuprofile", "-memprofile", "Exit status"} {
		require.Contains(t, stdout.String(), part)
	}
}
