package main_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	gate "github.com/whitmetrics/whit/bench/gate"
)

const folders = "-base a -head b -out c "

func TestGoodFlags(t *testing.T) {
	base, err := gate.Parse(strings.Fields(folders))
	require.NoError(t, err)
	for _, args := range []string{"-bench X", "-slice 1ms", "-duration 1s", "-limit 5m"} {
		o, err := gate.Parse(strings.Fields(folders + args))
		require.NoError(t, err, args)
		require.NotEqual(t, base, o, args)
	}
}

func TestBadFlags(t *testing.T) {
	for _, c := range []struct{ args, flag, value, want string }{
		{"-base=", "-base", `""`, "a folder"},
		{"-head=", "-head", `""`, "a folder"},
		{"-out=", "-out", `""`, "a folder"},
		{"-slice=0", "-slice", "0", "from 1ms to 1s"},
		{"-slice=2s", "-slice", "2s", "from 1ms to 1s"},
		{"-duration=soon", "-duration", "soon", "from 100ms to 1h"},
		{"-duration=5m", "-limit", "4m0s", "at least -duration, which is 5m"},
		{"-limit=2h", "-limit", "2h", "from 100ms to 1h"},
		{"all", "argument", "all", "flags only"},
	} {
		status, stdout, stderr := gate.Run(strings.Fields(folders + c.args)...)
		require.Equal(t, 2, status, c)
		require.Empty(t, stdout, c)
		for _, part := range []string{c.flag, c.value, c.want} {
			require.Contains(t, stderr, part, c)
		}
	}
}

func TestHelpNamesEveryFlag(t *testing.T) {
	status, stdout, stderr := gate.Run("-h")
	require.Zero(t, status)
	require.Empty(t, stderr)
	for _, part := range []string{"-base", "-head", "-out", "-bench", "-slice", "20ms", "-duration", "1m20s", "-limit", "4m0s", "Exit status"} {
		require.Contains(t, stdout, part)
	}
}
