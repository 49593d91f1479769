package main_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	accuracy "github.com/whitmetrics/whit/bench/accuracy"
)

func TestJudgementOfTrials(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	q := accuracy.Judge(
		accuracy.Trial{At: 110, Low: 90, High: 130, Truth: 100},  // holds
		accuracy.Trial{At: 180, Low: 101, High: 301, Truth: 200}, // holds
		accuracy.Trial{At: 130, Low: 110, High: 150, Truth: 100}, // too high
		accuracy.Trial{At: 50, Low: 40, High: 60, Truth: 100},    // too low
		accuracy.Trial{At: 100, Low: 70, High: inf, Truth: 100},  // holds, "at least"
		accuracy.Trial{At: 100, Low: nan, High: nan, Truth: 100}, // not known
		accuracy.Trial{At: nan, Low: nan, High: nan, Truth: 100}, // nothing is
		accuracy.Trial{At: 100, Low: 100, High: 100, Truth: 100 + 1e-10},
	)
	errors := []float64{.1, -.1, .3, -.5, 0, 0, 0}
	sum, squares := 0., 0.
	for _, e := range errors {
		sum += e
		squares += e * e
	}
	n := float64(len(errors))
	require.InDelta(t, sum/n, float64(q.Bias), 1e-9)
	require.InDelta(t, math.Sqrt(squares/n), float64(q.RMSE), 1e-9)
	require.InDelta(t, math.Sqrt((squares/n-sum*sum/n/n)/(n-1)), float64(q.BiasError), 1e-9)
	require.InDelta(t, 6./8, float64(q.Known), 1e-9)
	require.InDelta(t, 4./6, float64(q.Coverage), 1e-9)
	require.InDelta(t, 5./6, float64(q.Finite), 1e-9)
	require.InDelta(t, 3./5, float64(q.Within), 1e-9)
	require.InDelta(t, (.4+1+.4+.2+0)/5, float64(q.Width), 1e-9)
}

func TestNothingKnown(t *testing.T) {
	q := accuracy.Judge(accuracy.Trial{At: math.NaN(), Low: math.NaN(), High: math.NaN(), Truth: 1})
	require.Zero(t, q.Known)
	for _, n := range []accuracy.Number{q.Bias, q.BiasError, q.RMSE, q.Coverage, q.Finite, q.Width} {
		require.Equal(t, "-", accuracy.Percent(n, ""))
	}
}

func TestNaiveTotals(t *testing.T) {
	samples := [][]aggregate.Sample{
		{{Value: 3, Weight: 10}, {Value: 4, Weight: 2}, {Value: 1000, Weight: 1}},
		{{Value: 5, Weight: 10}},
	}
	at, low, high := accuracy.Naive(samples, []float64{.1, .5})
	require.InDelta(t, 7/.1+1000+5/.5, at, 1e-9, "what is certain is not divided, whatever else its weight")
	half := 1.96 * math.Sqrt(.9/.01*(9+16)+.5/.25*25)
	require.InDelta(t, at-half, low, .01)
	require.InDelta(t, at+half, high, .01)
}

func TestDifferenceOfTotals(t *testing.T) {
	at, low, high := accuracy.Since(30, 25, 10, 9)
	require.InDeltaSlice(t, []float64{20, 20 - 4*1.96, 20 + 4*1.96}, []float64{at, low, high}, 1e-3)
	at, low, high = accuracy.Since(30, 25, 10, 25*(1+1e-12))
	require.Equal(t, []float64{20, 20, 20}, []float64{at, low, high}, "rounding")
	at, low, _ = accuracy.Since(30, 25, 10, 26)
	require.Equal(t, 20., at)
	require.True(t, math.IsNaN(low), "the variance has been revised")
}

func TestPercent(t *testing.T) {
	for n, want := range map[accuracy.Number]string{
		0: "0", 1e-12: "0", .00001: "0.00", .00012: "+0.01", -.0123: "-1.2", .95: "+95.0", 12.5: "+1250",
		accuracy.Number(math.Inf(1)): "-",
	} {
		require.Equal(t, want, accuracy.Percent(n, "+"))
	}
	require.Equal(t, "95.0", accuracy.Percent(.95, ""))
}

func TestTable(t *testing.T) {
	require.Equal(t, ""+
		"of          group\n"+
		"    rate    low   high\n"+
		"é      1      1      2\n"+
		"bb   0.1    -10  20000\n",
		accuracy.Table([][]string{{"of", "", "group", ""}, {"", "rate", "low", "high"}, {"é", "1", "1", "2"}, {"bb", "0.1", "-10", "20000"}}))
}
