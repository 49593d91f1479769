package web_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/workload/web"
)

func trueTotals() (web.Truth, web.Totals) {
	truth := web.Truth{Requests: 21, Bytes: 2100, Status: web.ByStatus{1, 2, 3, 4, 5, 6}}
	return truth, web.Totals{
		Begun: 21, Ended: 21, Requests: 21, Timed: 21, Answers: 21, Errors: 11,
		Status: truth.Status, Bytes: 2100, MeanBytes: 100,
	}
}

func TestEachCountMustBeExact(t *testing.T) {
	truth, exact := trueTotals()
	for _, f := range web.Figures(truth, exact) {
		require.False(t, f.Off(), f.Name)
		require.Zero(t, f.Error(), f.Name)
	}
	for name, change := range map[string]func(*web.Totals){
		"requests":           func(t *web.Totals) { t.Requests++ },
		"requests begun":     func(t *web.Totals) { t.Begun-- },
		"requests ended":     func(t *web.Totals) { t.Ended++ },
		"requests timed":     func(t *web.Totals) { t.Timed-- },
		"status 200":         func(t *web.Totals) { t.Status[0]++ },
		"status 503":         func(t *web.Totals) { t.Status[5]-- },
		"errors (critical)":  func(t *web.Totals) { t.Errors++ },
		"answers":            func(t *web.Totals) { t.Answers-- },
		"bytes answered":     func(t *web.Totals) { t.Bytes++ },
		"mean answer, bytes": func(t *web.Totals) { t.MeanBytes++ },
	} {
		totals := exact
		change(&totals)
		var off []string
		for _, f := range web.Figures(truth, totals) {
			if f.Off() {
				off = append(off, f.Name)
			}
		}
		require.Equal(t, []string{name}, off)
	}
}

func TestEstimatesMayBeOff(t *testing.T) {
	truth, totals := trueTotals()
	totals.Estimated, totals.Bytes, totals.MeanBytes = true, 2121, 99
	estimates := 0
	for _, f := range web.Figures(truth, totals) {
		require.False(t, f.Off(), f.Name)
		if f.Estimate {
			estimates++
			require.InDelta(t, 0.01, math.Abs(f.Error()), 1e-12)
		}
	}
	require.Equal(t, 2, estimates)
}

func TestErrorOfNothing(t *testing.T) {
	require.Zero(t, web.Figure{}.Error())
	require.True(t, math.IsInf(web.Figure{Total: 1}.Error(), 1))
	require.Equal(t, -0.25, web.Figure{Truth: 4, Total: 3}.Error())
}
