package whit_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestDistribution(t *testing.T) {
	m := start(t, everything)
	d := m.Distribution("size")
	for v := range 100 {
		d.Record(float64(v))
		d.RecordFor(-float64(v), "ada")
	}
	d.Record(1000)
	got := total(t, m, "size")
	require.EqualValues(t, 201, got.Count)
	require.EqualValues(t, 201, got.Sampled)
	require.Equal(t, 1000.0, got.Sum.Value)
	require.Equal(t, 1000.0/201, got.Mean.Value)
	require.Equal(t, -99.0, got.Min)
	require.Equal(t, 1000.0, got.Max)
}

func TestEmptyDistribution(t *testing.T) {
	m := start(t, everything)
	m.Distribution("size")
	got := total(t, m, "size")
	require.Zero(t, got.Sum.Value)
	for name, v := range map[string]float64{"mean": got.Mean.Value, "min": got.Min, "max": got.Max, "value": got.Value} {
		require.True(t, math.IsNaN(v), name)
	}
}

// Calibrated on exact counts, the sum of equal values is exact at any rate, but for
// events after the last sample before a drain that fell in between.
func TestSumOfEqualValuesIsExact(t *testing.T) {
	c := quiet
	c.FixedRate = true
	m := start(t, c)
	d := m.Distribution("size")
	for range 10_000 {
		d.Record(7)
	}
	got := total(t, m, "size")
	require.EqualValues(t, 10_000, got.Count)
	require.InDelta(t, 300, got.Sampled, 6*17, "about 3 %%")
	require.InEpsilon(t, 7, got.Mean.Value, 1e-9)
	require.LessOrEqual(t, got.Sum.Value, 70_000*(1+1e-9))
	require.Greater(t, got.Sum.Value, 69_000.)
}

var notFinite = []float64{math.NaN(), math.Inf(1), math.Inf(-1), -math.NaN(), math.Float64frombits(0x7FF0000000000001)}

func TestDistributionRefusesWhatIsNotFinite(t *testing.T) {
	m := start(t, everything)
	d := m.Distribution("size")
	for _, v := range notFinite {
		d.Record(v)
		d.RecordFor(v, "ada")
	}
	d.Record(math.MaxFloat64)
	d.Record(-math.MaxFloat64)
	d.RecordFor(math.SmallestNonzeroFloat64, "ada")
	got := total(t, m, "size")
	require.EqualValues(t, 2*len(notFinite), got.Rejected)
	require.EqualValues(t, 3, got.Count)
	require.EqualValues(t, 3, got.Sampled)
	require.Equal(t, math.MaxFloat64, got.Max)
	require.EqualValues(t, 2*len(notFinite), m.Snapshot().Meta.Rejected)
}

// Nor is a value refused only where it is sampled.
func TestRefusedValuesAreNotCountedAtLowRates(t *testing.T) {
	m := start(t, quiet)
	d := m.Distribution("size")
	for i := range 1000 {
		v := notFinite[i%len(notFinite)]
		d.Record(v)
		d.RecordFor(v, "ada")
		d.Record(1)
	}
	got := totalNow(t, m, "size")
	require.EqualValues(t, 1000, got.Count)
	require.EqualValues(t, 2000, got.Rejected)
}
