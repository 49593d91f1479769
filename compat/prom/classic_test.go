package prom_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/compat/prom"
)

// generous is how much more than it says a bound may stand for: a bucket of scale 5.
var generous = math.Exp2(1. / 32)

// edgeValues returns values at, just below and just above the ends of native buckets, and
// others anywhere, in ascending order.
func edgeValues() (values []float64) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := -100; i <= 100; i++ {
		for _, octaves := range []int{0, 30, -60, 300} {
			v := math.Exp2(float64(octaves) + float64(i)/32)
			values = append(values, v, math.Nextafter(v, 0), math.Nextafter(v, math.Inf(1)))
		}
		values = append(values, math.Exp(10*r.NormFloat64()), -math.Exp(10*r.NormFloat64()), float64(i))
	}
	for _, v := range slices.Clone(values) {
		values = append(values, -v)
	}
	values = append(values, math.MaxFloat64, math.SmallestNonzeroFloat64)
	slices.Sort(values)
	return slices.Compact(values)
}

// What is up to a bound is below it, whatever native bucket that lies in, and what is
// more than 2.2 % above is not.
func TestClassicBoundsAnywhere(t *testing.T) {
	m := newMetrics(t, everyEvent)
	d, values := m.Distribution("d"), edgeValues()
	for _, v := range values {
		d.Record(v)
	}
	flush(t, m)
	h := gather(t, prom.NewCollector(m, prom.WithClassicBuckets(values)))["d"].Metric[0].Histogram
	require.EqualValues(t, len(values), h.GetSampleCount())
	require.Len(t, h.Bucket, len(values))
	for i, b := range h.Bucket {
		bound := b.GetUpperBound()
		most := bound * generous
		if bound < 0 {
			most = bound / generous
		}
		most = math.Nextafter(most, math.Inf(1)) // it is rounded
		atMost := sort.Search(len(values), func(k int) bool { return values[k] > most })
		require.GreaterOrEqual(t, b.GetCumulativeCount(), uint64(i+1), "up to %v", bound)
		require.LessOrEqual(t, b.GetCumulativeCount(), uint64(atMost), "up to %v", bound)
	}
}

// checkClassic holds that the counts ascend, and the last is the count of all.
func checkClassic(t *testing.T, name string, f *dto.MetricFamily, counts map[string]uint64) {
	for _, m := range f.Metric {
		h, last := m.Histogram, uint64(0)
		for _, b := range h.Bucket {
			series := fmt.Sprint(name, m.Label, b.GetUpperBound())
			require.GreaterOrEqual(t, b.GetCumulativeCount(), last, series)
			require.GreaterOrEqual(t, b.GetCumulativeCount(), counts[series], "%s has fallen", series)
			last, counts[series] = b.GetCumulativeCount(), b.GetCumulativeCount()
		}
		require.LessOrEqual(t, last, h.GetSampleCount())
	}
	var text strings.Builder
	_, err := expfmt.MetricFamilyToText(&text, f)
	require.NoError(t, err)
	require.Equal(t, len(f.Metric), strings.Count(text.String(), `le="+Inf"`))
	for _, m := range f.Metric {
		require.Contains(t, text.String(), fmt.Sprintf("le=\"+Inf\"} %d\n", m.Histogram.GetSampleCount()))
	}
}

// Estimates, too, ascend from bound to bound and from scrape to scrape, and end with the
// count, with exemplars or without, of the collector's histograms and the drop-in's.
func TestClassicBucketsAscend(t *testing.T) {
	m := newMetrics(t, whit.Config{SampleRate: .1, BufferSize: 1 << 16})
	bounds, kept := []float64{-3, -.1, 0, .5, 1, 1.01, 7, 20}, prom.NewExemplars("client")
	own := m.DistributionVec("own", []string{"x"}, kept.Option())
	dropIn := prom.On(m).NewHistogramVec(prom.HistogramOpts{Name: "drop_in", Buckets: bounds}, []string{"x"})
	collector := prom.NewCollector(m, prom.WithoutMeta(), prom.WithExemplars(kept), prom.WithClassicBuckets(bounds))
	r, counts := rand.New(rand.NewPCG(3, 4)), make(map[string]uint64)
	for range 20 {
		for i := range 2000 {
			v, x := 10*r.NormFloat64(), fmt.Sprint(i%2)
			own.With(x).RecordFor(v, "client")
			dropIn.WithLabelValues(x).Observe(v)
		}
		flush(t, m)
		checkClassic(t, "own", gather(t, collector)["own"], counts)
		checkClassic(t, "drop_in", gather(t, dropIn)["drop_in"], counts)
	}
	require.Len(t, counts, 2*2*len(bounds)+2) // and two for what has an exemplar beyond
}
