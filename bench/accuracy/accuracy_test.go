package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	accuracy "github.com/whitmetrics/whit/bench/accuracy"
	"github.com/whitmetrics/whit/internal/procpin"
)

// tiny are arguments for a run that takes no time.
func tiny(more ...string) []string {
	return append([]string{"-trials=3", "-n=500", "-svg="}, more...)
}

// measured runs the command and returns its report and results by name.
func measured(t *testing.T, args ...string) (accuracy.Report, map[string]*accuracy.Result) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, accuracy.Run(&stdout, &stderr, append(tiny("-json"), args...)...), stderr.String())
	require.Contains(t, stderr.String(), "100 %")
	var r accuracy.Report
	d := json.NewDecoder(&stdout)
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&r))
	results := map[string]*accuracy.Result{}
	for _, x := range r.Results {
		results[x.Distribution+" "+x.Rate] = x
	}
	return r, results
}

func TestEachDistributionAtEachRate(t *testing.T) {
	r, results := measured(t)
	require.Len(t, results, 6*4)
	require.Equal(t, 3, r.Windows)
	require.Equal(t, 500, r.Events)
	require.Equal(t, 3, r.Trials)
	for name, x := range results {
		for _, q := range []accuracy.Quality{x.Total.Uncorrected, x.Total.Batch, x.Total.Calibrated, x.Mean, x.P50} {
			require.False(t, math.IsNaN(float64(q.Bias)), name)
			require.GreaterOrEqual(t, q.RMSE, q.Bias-1e-9, name)
		}
		if x.Rate != "flapping" {
			require.Equal(t, x.Total.Uncorrected, x.Total.Batch, name)
		}
	}
}

func TestConstantValuesAreExact(t *testing.T) {
	_, results := measured(t, "-distribution=constant", "-n=2000")
	for name, x := range results {
		require.InDelta(t, 0, float64(x.Total.Calibrated.RMSE), 1e-9, name)
		require.InDelta(t, 0, float64(x.LastWindow.Calibrated.RMSE), 1e-9, name)
		require.InDelta(t, 0, float64(x.Mean.RMSE), 1e-9, name)
		require.EqualValues(t, 1, x.Total.Calibrated.Coverage, name)
		require.EqualValues(t, 1, x.LastWindow.Calibrated.Coverage, name)
		require.Greater(t, float64(x.Total.Uncorrected.RMSE), 1e-3, name)
	}
}

// What whit corrects is off by as much as the rate at the flush is from the mean rate:
// 0.058 / 0.02. That much does not come by chance.
func TestRateAtFlushIsWrong(t *testing.T) {
	_, results := measured(t, "-distribution=constant", "-rate=flapping", "-n=10000", "-trials=10")
	x := results["constant flapping"]
	require.InDelta(t, 1.9, float64(x.Total.Batch.Bias), .2)
	require.InDelta(t, .058/.03-1, float64(x.Total.Uncorrected.Bias), .2)
	require.Zero(t, x.Total.Batch.Coverage)
	require.InDelta(t, 1.9, float64(x.LastWindow.Batch.Bias), .3)
}

// At a rate of 0.03, 2 % critical events are taken for 67 %.
func TestCriticalEventsAreNotToBeDivided(t *testing.T) {
	_, results := measured(t, "-distribution=critical", "-rate=0.03", "-n=10000", "-trials=20")
	x := results["critical 0.03"]
	require.InDelta(t, .65, float64(x.Total.Batch.Bias), .1)
	require.Greater(t, float64(x.Sampled), .045, "0.02 + 0.03 · 0.98, and what is above the threshold")
	require.Less(t, float64(x.Sampled), .09)
	require.InDelta(t, 0, float64(x.Total.Calibrated.Bias), .1)
}

// Fixed rates go through all of whit: its estimates are right on average, and its
// intervals hold.
func TestEstimatesOfLognormalValues(t *testing.T) {
	_, results := measured(t, "-distribution=lognormal", "-n=5000", "-trials=100")
	for name, x := range results {
		q := x.Total.Calibrated
		require.InDelta(t, 0, float64(q.Bias), 6*float64(q.BiasError), name)
		require.Greater(t, float64(q.Coverage), .84, name) // five standard errors below .95
		require.Less(t, float64(q.Width), .8, name)
		require.Greater(t, float64(x.P50.Coverage), .84, name)
		require.InDelta(t, 0, float64(x.P50.Bias), .05, name)
		require.EqualValues(t, 1, x.P50.Finite, name)
		require.InDelta(t, float64(q.RMSE), float64(x.Mean.RMSE), .005, "the mean is the total by an exact count, but for events after the last sample")
		require.Greater(t, x.LastWindow.Calibrated.RMSE, q.RMSE, "a third of the samples")
		require.Greater(t, float64(x.LastWindow.Calibrated.Coverage), .80, name)
	}
	require.EqualValues(t, 0, results["lognormal 0.01"].P99.Finite, "100 samples do not bound a p99")
	require.EqualValues(t, 1, results["lognormal 0.15"].P99.Finite, "1500 do")
}

func TestWithoutWarmUp(t *testing.T) {
	r, results := measured(t, "-warm=false", "-distribution=bursts", "-rate=0.15,flapping")
	require.Equal(t, 1, r.Windows)
	for _, x := range results {
		require.InDelta(t, float64(x.Total.Calibrated.RMSE), float64(x.LastWindow.Calibrated.RMSE), 1e-12, "it is all there is")
	}
}

func TestTheSeedDecides(t *testing.T) {
	of := func(seed string) accuracy.Number {
		_, results := measured(t, "-distribution=lognormal", "-rate=0.03", "-seed="+seed)
		return results["lognormal 0.03"].Total.Uncorrected.RMSE
	}
	first := of("1")
	require.NotEqual(t, first, of("2"))
	if procpin.ByRuntime {
		require.Equal(t, first, of("1"))
	}
}

func TestTablesAndChart(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new", "chart.svg")
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, accuracy.Run(&stdout, &stderr, tiny("-svg="+file)...), stderr.String())
	for _, part := range []string{"3 trials of 3 windows", "500 events", "seed 1", "bias", "RMSE", "coverage", "width", "uncorr.", "batch", "whit",
		"constant", "lognormal", "pareto", "bimodal", "bursts", "critical", "flapping", "p50", "p99", "two-sided", "last window"} {
		require.Contains(t, stdout.String(), part)
	}
	svg, err := os.ReadFile(file)
	require.NoError(t, err)
	titles := 0
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "title" {
			titles++
		}
	}
	require.Equal(t, 4*3*6*4, titles, "panels, estimates, distributions, rates")
	require.Contains(t, string(svg), "pareto · flapping")
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var stdout, stderr bytes.Buffer
	require.Equal(t, 1, accuracy.RunUnder(ctx, &stdout, &stderr, tiny()...))
	require.Contains(t, stderr.String(), "canceled")
	require.Empty(t, stdout.String())
}
