package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	overhead "github.com/whitmetrics/whit/bench/overhead"
)

func TestNumberInJSON(t *testing.T) {
	for n, text := range map[overhead.Number]string{0.25: "0.25", overhead.Number(math.Inf(1)): "null"} {
		got, err := json.Marshal(n)
		require.NoError(t, err)
		require.Equal(t, text, string(got))
	}
	got, err := json.Marshal(overhead.WebRow{P50: overhead.Number(math.NaN())})
	require.NoError(t, err)
	require.Contains(t, string(got), `"p50_seconds":null`)
	var row overhead.WebRow
	require.NoError(t, json.Unmarshal(got, &row))
	require.True(t, math.IsNaN(float64(row.P50)))
	require.Error(t, json.Unmarshal([]byte(`"much"`), &row.P50))
}

func TestTable(t *testing.T) {
	var b strings.Builder
	require.NoError(t, overhead.Table(&b, [][]string{{"", "ns", "µs"}, {"one", "1", "22"}, {"twelve", "12", ""}}))
	require.Equal(t, "        ns  µs\none      1  22\ntwelve  12\n", b.String())
	require.ErrorIs(t, overhead.Table(broken{}, [][]string{{"a"}}), errBroken)
}

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestVerdict(t *testing.T) {
	require.Equal(t, "ok", overhead.Verdict(0.05, 0.05))
	require.Equal(t, "over", overhead.Verdict(0.0501, 0.05))
	require.Equal(t, "?", overhead.Verdict(overhead.Number(math.NaN()), 0.05))
}

// Where nobody looks, progress is a line now and then, and one at the end.
func TestProgress(t *testing.T) {
	var b bytes.Buffer
	show := overhead.Progress(&b, "http")
	for i := range 101 {
		show(float64(i) / 100)
	}
	show(1)
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	require.Len(t, lines, 2)
	require.Contains(t, lines[0], "  0 %")
	require.Contains(t, lines[1], "100 %")
}
