package main_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	peers "github.com/whitmetrics/whit/bench/peers"
)

func TestGoodFlags(t *testing.T) {
	base, err := peers.Parse(nil)
	require.NoError(t, err)
	require.Equal(t, peers.Defaults(), base)
	for _, args := range []string{
		"-duration 2m", "-duration 120s", "-family count,value,timing,labelled1,labelled,labelled3,long,kept", "-json=false", "-svg bench/out",
	} {
		o, err := peers.Parse(strings.Fields(args))
		require.NoError(t, err, args)
		require.Equal(t, base, o, args)
	}
	for _, args := range []string{
		"-duration 100ms", "-duration 1h", "-family value", "-family timing,count", "-json", "-svg=", "-svg x",
	} {
		o, err := peers.Parse(strings.Fields(args))
		require.NoError(t, err, args)
		require.NotEqual(t, base, o, args)
	}
}

// A bad flag costs no measurement: the error names it, its value, and what is allowed.
func TestBadFlags(t *testing.T) {
	for _, c := range []struct{ flag, value, want string }{
		{"duration", "soon", "from 100ms to 1h"},
		{"duration", "99ms", "from 100ms to 1h"},
		{"duration", "61m", "from 100ms to 1h"},
		{"family", "gauge", "count, value, timing, labelled1, labelled, labelled3, long, kept"},
		{"family", "", "count, value, timing, labelled1, labelled, labelled3, long, kept"},
		{"family", "count,count", "each once"},
		{"json", "maybe", "true or false"},
	} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, 2, peers.Run(context.Background(), &stdout, &stderr, "-"+c.flag+"="+c.value), c)
		require.Empty(t, stdout.String(), c)
		for _, part := range []string{"-" + c.flag, c.value, c.want} {
			require.Contains(t, stderr.String(), part, c)
		}
	}
	for _, arg := range []string{"-fast", "count", "-family"} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, 2, peers.Run(context.Background(), &stdout, &stderr, arg))
		require.Contains(t, stderr.String(), arg)
	}
}

func TestHelpNamesEveryFlag(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, peers.Run(context.Background(), &stdout, &stderr, "-h"))
	require.Empty(t, stderr.String())
	for _, part := range []string{"go run ./bench/peers", "-duration", "2m", "-family", "labelled", "-json", "-svg", "bench/out", "Exit status"} {
		require.Contains(t, stdout.String(), part)
	}
}

func TestShares(t *testing.T) {
	o := peers.Defaults()
	require.Equal(t, 30*time.Second, o.Share(10, 40))
	require.Equal(t, 2*time.Minute, o.Share(40, 40))
}
