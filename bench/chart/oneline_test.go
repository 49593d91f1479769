package chart_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/chart"
)

// Series on one line are at one height, and a row is no higher for them.
func TestOneLine(t *testing.T) {
	heights := func(oneLine bool) map[string]bool {
		rows := chart.Rows{Labels: []string{"a"}, OneLine: oneLine, Series: []chart.RowSeries{
			{Name: "s", Values: []chart.Value{{At: 1}}}, {Name: "t", Values: []chart.Value{{At: 2}}},
		}}
		svg := chart.Figure{Panels: []chart.Panel{rows}}.SVG()
		found := map[string]bool{}
		for _, m := range regexp.MustCompile(`<title>[st], a: .*\n.*translate\([0-9.]+ ([0-9.]+)\)`).FindAllSubmatch(svg, -1) {
			found[string(m[1])] = true
		}
		return found
	}
	require.Len(t, heights(true), 1)
	require.Len(t, heights(false), 2)
}
