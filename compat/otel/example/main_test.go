package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRun(t *testing.T) {
	var stdout, stderr bytes.Buffer
	status := run(context.Background(), []string{"-duration", "300ms", "-interval", "100ms", "-clients", "2"}, &stdout, &stderr)
	require.Zero(t, status, stderr.String())
	require.GreaterOrEqual(t, strings.Count(stdout.String(), `"Name":"http.server.requests"`), 2)
	require.Contains(t, stdout.String(), `"Scale":5`)
	require.Contains(t, stderr.String(), "requests answered")
}

func TestBadFlags(t *testing.T) {
	for want, args := range map[string][]string{
		`invalid value "1" for flag -duration: want a time from 10ms to 1h0m0s, such as 3s`: {"-duration", "1"},
		`invalid value "0s" for flag -interval: want a time`:                                {"-interval", "0s"},
		`invalid value "3x" for flag -clients: want a number from 0 to 1000`:                {"-clients", "3x"},
		`invalid value "x" for flag -endpoint: want host:port, such as localhost:4317`:      {"-endpoint", "x"},
		`argument "x": want flags only`:                                                     {"x"},
	} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, exitUsage, run(context.Background(), args, &stdout, &stderr))
		require.Contains(t, stderr.String(), want)
		require.Empty(t, stdout.String())
	}
}

func TestHelp(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, exitOK, run(context.Background(), []string{"-h"}, &stdout, &stderr))
	require.Contains(t, stdout.String(), "-endpoint host:port")
}
