package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/cli"
)

// few are an operation that is measured once, and the one that is twice.
var few = []operation{operations[1], operations[len(operations)-1]}

func TestTables(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, cli.OK, run(context.Background(), []string{"-pairs", "80"}, few, &stdout, &stderr), stderr.String())
	for _, o := range few {
		require.Equal(t, 2, strings.Count(stdout.String(), "| "+o.name+" |"), o.name)
	}
	require.NotContains(t, stdout.String(), "NaN")
}

func TestJSON(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, cli.OK, run(context.Background(), []string{"-pairs", "80", "-json"}, few, &stdout, &stderr), stderr.String())
	var r struct {
		Rows []struct {
			Name      string
			Whit, SDK struct {
				All struct {
					Pairs  int
					CostNS float64 `json:"cost_ns"`
				}
			}
		} `json:"operations"`
	}
	require.NoError(t, json.Unmarshal(stdout.Bytes(), &r))
	require.Len(t, r.Rows, len(few)+1)
	for _, row := range r.Rows {
		require.Equal(t, 80, row.Whit.All.Pairs)
		require.Positive(t, row.Whit.All.CostNS, row.Name)
		require.Positive(t, row.SDK.All.CostNS, row.Name)
	}
}

func TestBadFlags(t *testing.T) {
	for want, args := range map[string][]string{
		`invalid value "79" for flag -pairs: want a whole number from 80 to 1000000`: {"-pairs", "79"},
		`invalid boolean value "x" for -json: want true or false`:                    {"-json=x"},
		`argument "x": want flags only`:                                              {"x"},
	} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, cli.Usage, run(context.Background(), args, nil, &stdout, &stderr))
		require.Contains(t, stderr.String(), want)
		require.Empty(t, stdout.String())
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var stdout, stderr bytes.Buffer
	require.Equal(t, cli.Failed, run(ctx, []string{"-pairs", "80"}, few, &stdout, &stderr))
	require.Contains(t, stderr.String(), "context canceled")
}
