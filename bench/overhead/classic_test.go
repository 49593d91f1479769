package main_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
	overhead "github.com/whitmetrics/whit/bench/overhead"
)

func TestClassic(t *testing.T) {
	r := runJSON(t, "-workload=classic", "-duration=400ms")
	require.Nil(t, r.Hub)
	require.Equal(t, 0.95, r.Classic.Limit)
	require.Len(t, r.Classic.Rows, 6)
	for i, row := range r.Classic.Rows {
		require.Equal(t, []string{"none again", "legacy", "whit"}[i/2], row.Name)
		require.Equal(t, i%2 == 1, row.Made)
		if row.All.Pairs > 0 {
			require.InEpsilon(t, float64(row.All.With), float64(row.All.Without*row.All.Share), 1e-9)
		}
	}
	require.Len(t, r.Classic.Memory, 2)
	legacy, whit := r.Classic.Memory[0], r.Classic.Memory[1]
	require.Equal(t, 2_400, legacy.Records)
	require.Greater(t, float64(legacy.Growth), 500e3, "each client takes memory")
	require.Equal(t, 24_000, whit.Records)
	require.Less(t, whit.Held, int64(8<<20))
	require.Nil(t, whit.Limits, "too short for them")
}

func TestClassicLimits(t *testing.T) {
	if testing.Short() || overhead.Race {
		t.Skip("2.4 million records")
	}
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, overhead.Run(&stdout, &stderr, "-workload=classic", "-duration=2s", "-impl=whit"), stderr.String())
	require.Regexp(t, `\nwhit +2400000 +\d+ +\d+\.\d\d +8\.39 +ok +\d+\.\d\d +1\.02 +ok\n`, stdout.String())
	require.Regexp(t, `\nwhit +\d+ +\d+ .* 95\.00 +(ok|under|\?) `, stdout.String())

	// A whit that samples all keeps all, so it has no limit and is given less.
	r := runJSON(t, "-workload=classic", "-duration=2s", "-impl=whit", "-rate=1")
	require.Equal(t, 240_000, r.Classic.Memory[0].Records)
	require.Nil(t, r.Classic.Memory[0].Limits)
}
