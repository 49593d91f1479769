package show_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/show"
)

func TestNumberInJSON(t *testing.T) {
	for n, text := range map[show.Number]string{0.25: "0.25", show.Number(math.Inf(1)): "null"} {
		got, err := json.Marshal(n)
		require.NoError(t, err)
		require.Equal(t, text, string(got))
	}
	got, err := json.Marshal(struct{ P50 show.Number }{show.Number(math.NaN())})
	require.NoError(t, err)
	require.Equal(t, `{"P50":null}`, string(got))
	var row struct{ P50 show.Number }
	require.NoError(t, json.Unmarshal(got, &row))
	require.False(t, row.P50.Known())
	require.Error(t, json.Unmarshal([]byte(`"much"`), &row.P50))
}

func TestTable(t *testing.T) {
	var b strings.Builder
	tables := show.NewTables(&b)
	tables.Text("%d rows\n", 2)
	tables.Table([][]string{{"", "ns", "µs"}, {"one", "1", "22"}, {"twelve", "12", ""}})
	require.NoError(t, tables.Err())
	require.Equal(t, "2 rows\n        ns  µs\none      1  22\ntwelve  12\n", b.String())

	tables = show.NewTables(broken{})
	tables.Table([][]string{{"a"}})
	require.ErrorIs(t, tables.Err(), errBroken)
}

func TestLayout(t *testing.T) {
	rows := [][]string{{"n", "ns", "note"}, {"10", "1", ""}, {"1", "222", "slow"}}
	require.Equal(t, " n   ns  note\n10    1\n 1  222  slow\n", show.Layout(rows, 2))
	require.Equal(t, "n    ns  note\n10    1\n1   222  slow\n", show.Layout(rows, 0, 2))
}

func TestMarkdown(t *testing.T) {
	var b strings.Builder
	tables := show.NewTables(&b)
	tables.Markdown([][]string{{"", "ns"}, {"one", "1"}, {"two", "22"}})
	require.NoError(t, tables.Err())
	require.Equal(t, "|  | ns |\n|---|---|\n| one | 1 |\n| two | 22 |\n", b.String())
}

func TestJSON(t *testing.T) {
	var b strings.Builder
	require.NoError(t, show.JSON(&b, map[string]int{"n": 1}))
	require.Equal(t, "{\n  \"n\": 1\n}\n", b.String())
	require.ErrorIs(t, show.JSON(broken{}, 1), errBroken)
}

func TestPercent(t *testing.T) {
	require.Equal(t, "12.35", show.Number(0.12345).Percent())
	require.Equal(t, "-", show.Number(math.NaN()).Percent())
}

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

// Where nobody looks, progress is a line now and then, and one at the end.
func TestProgress(t *testing.T) {
	var b bytes.Buffer
	tell := show.Progress(&b, "http")
	for i := range 101 {
		tell(float64(i) / 100)
	}
	tell(1)
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	require.Len(t, lines, 2)
	require.Contains(t, lines[0], "http ")
	require.Contains(t, lines[0], "  0 %")
	require.Contains(t, lines[1], "100 %")
}
