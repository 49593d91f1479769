package main_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	overhead "github.com/whitmetrics/whit/bench/overhead"
)

func TestNumberInJSON(t *testing.T) {
	got, err := json.Marshal(overhead.WebRow{P50: overhead.Number(math.NaN())})
	require.NoError(t, err)
	require.Contains(t, string(got), `"p50_seconds":null`)
	var row overhead.WebRow
	require.NoError(t, json.Unmarshal(got, &row))
	require.True(t, math.IsNaN(float64(row.P50)))
	require.Error(t, json.Unmarshal([]byte(`"much"`), &row.P50))
}

var errBroken = errors.New("broken")

func TestVerdict(t *testing.T) {
	require.Equal(t, "ok", overhead.Verdict(0.05, 0.05))
	require.Equal(t, "over", overhead.Verdict(0.0501, 0.05))
	require.Equal(t, "?", overhead.Verdict(overhead.Number(math.NaN()), 0.05))
}
