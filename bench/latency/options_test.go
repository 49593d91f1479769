package main_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	latency "github.com/whitmetrics/whit/bench/latency"
)

func TestGoodFlags(t *testing.T) {
	base, err := latency.Parse(nil)
	require.NoError(t, err)
	require.Equal(t, latency.Defaults(), base)
	for _, args := range []string{"-duration 1m55s", "-rounds 20", "-load 0.5", "-rate 0.03", "-json=false", "-svg="} {
		o, err := latency.Parse(strings.Fields(args))
		require.NoError(t, err, args)
		require.Equal(t, base, o, args)
	}
	for _, args := range []string{"-duration 1m", "-rounds 4", "-load 0.9", "-rate 0", "-rate 1", "-json", "-benchfmt x", "-svg x"} {
		o, err := latency.Parse(strings.Fields(args))
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
		{"duration", "soon", "from 500ms to 1h"},
		{"duration", "100ms", "from 500ms to 1h"},
		{"rounds", "3", "from 4 to 1000"},
		{"rounds", "many", "from 4 to 1000"},
		{"load", "1", "from 0.01 to 0.95"},
		{"load", "NaN", "from 0.01 to 0.95"},
		{"rate", "1.5", "from 1e-06 to 1, or 0"},
		{"json", "maybe", "true or false"},
		{"benchfmt", missing, "file that can be written"},
		{"svg", missing, "file that can be written"},
	} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, 2, latency.Run(context.Background(), &stdout, &stderr, "-"+c.flag+"="+c.value), c)
		require.Empty(t, stdout.String(), c)
		for _, part := range []string{"-" + c.flag, c.value, c.want} {
			require.Contains(t, stderr.String(), part, c)
		}
	}
	for _, arg := range []string{"-fast", "http"} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, 2, latency.Run(context.Background(), &stdout, &stderr, arg))
		require.Contains(t, stderr.String(), arg)
	}
}

func TestHelpNamesEveryFlag(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, latency.Run(context.Background(), &stdout, &stderr, "-h"))
	require.Empty(t, stderr.String())
	for _, part := range []string{"go run ./bench/latency", "-duration", "1m55s", "-rounds", "20", "-load", "0.5", "-rate", "0.03",
		"-json", "-benchfmt", "-svg", "Exit status"} {
		require.Contains(t, stdout.String(), part)
	}
}
