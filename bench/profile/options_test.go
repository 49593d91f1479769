package main_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	command "github.com/whitmetrics/whit/bench/profile"
)

func TestGoodFlags(t *testing.T) {
	base, err := command.Parse(nil)
	require.NoError(t, err)
	base.SetFiles(nil)
	require.Equal(t, command.Defaults(), base)
	for _, args := range []string{"-duration 2m", "-rate 0.03", "-workload all", "-json=false", "-out="} {
		o, err := command.Parse(strings.Fields(args))
		require.NoError(t, err, args)
		o.SetFiles(nil)
		require.Equal(t, base, o, args)
	}
	for _, args := range []string{"-duration 1m", "-rate 0", "-rate 1", "-workload http", "-workload hub", "-workload gc", "-json", "-out .", "x.pprof",
		"-workload hub -json x.pprof y.pprof"} {
		o, err := command.Parse(strings.Fields(args))
		require.NoError(t, err, args)
		require.NotEqual(t, base, o, args)
	}
}

// A bad flag costs no measurement: the error names it, its value, and what is allowed.
func TestBadFlags(t *testing.T) {
	for _, c := range []struct {
		args string
		want []string
	}{
		{"-duration=soon", []string{"-duration", "soon", "from 100ms to 1h"}},
		{"-duration=2h", []string{"-duration", "2h", "from 100ms to 1h"}},
		{"-rate=1.5", []string{"-rate", "1.5", "from 1e-06 to 1, or 0"}},
		{"-rate=NaN", []string{"-rate", "NaN", "from 1e-06 to 1, or 0"}},
		{"-workload=classic", []string{"-workload", "classic", "http, hub, gc, all"}},
		{"-json=maybe", []string{"-json", "maybe", "true or false"}},
		{"-fast", []string{"-fast"}},
		{"-duration=1s x.pprof", []string{"-duration", "x.pprof", "-workload or -json"}},
		{"-rate=1 x.pprof", []string{"-rate", "x.pprof", "-workload or -json"}},
		{"-out=. x.pprof", []string{"-out", "x.pprof", "-workload or -json"}},
		{"-workload=gc x.pprof", []string{"-workload gc", "x.pprof", "http or hub"}},
	} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, 2, command.Run(context.Background(), &stdout, &stderr, strings.Fields(c.args)...), c.args)
		require.Empty(t, stdout.String(), c.args)
		for _, part := range c.want {
			require.Contains(t, stderr.String(), part, c.args)
		}
	}
}

func TestHelpNamesEveryFlag(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, command.Run(context.Background(), &stdout, &stderr, "-h"))
	require.Empty(t, stderr.String())
	for _, part := range []string{"go run ./bench/profile", "-duration", "2m", "-rate", "0.03", "-workload", "http", "hub", "gc",
		"-json", "-out", "Exit status"} {
		require.Contains(t, stdout.String(), part)
	}
}
