package main_test

import (
	"fmt"
	"strconv"

	"github.com/prometheus/common/model"
	"github.com/stretchr/testify/require"
)

// checkHistogram holds a native histogram against what whit says of the same
// metric, and looks at each sample for a count that fell.
func (p *prometheus) checkHistogram(in *instance, name, series string) {
	var own own
	in.get(p.t, "/truth", &own)
	want := own.Histograms[name]
	require.NotZero(p.t, want.Count, name)

	s := p.samples(series)
	require.Empty(p.t, s.Values, "%s: not a native histogram", series)
	last := s.Histograms[len(s.Histograms)-1]
	at := last.Timestamp.Time()
	require.EqualValues(p.t, want.Binned, last.Histogram.Count)
	require.EqualValues(p.t, want.Binned, p.number(fmt.Sprintf("histogram_count(%s)", series), at))
	require.InEpsilon(p.t, want.Count, want.Binned, .01)
	between := last.Timestamp - s.Histograms[0].Timestamp
	require.InEpsilon(p.t, want.Binned, p.number(fmt.Sprintf("histogram_count(increase(%s[%dms]))", series, between), at), 1e-12)

	for q, e := range want.Quantiles {
		require.True(p.t, e.Known(), q)
		got := p.number(fmt.Sprintf("histogram_quantile(%s, %s)", q, series), at)
		p.t.Logf("%s: %s-quantile %.4g, whit's own interval %.4g to %.4g", series, q, got, e.Low, e.High)
		require.GreaterOrEqual(p.t, got, e.Low, "%s: %s-quantile", series, q)
		require.LessOrEqual(p.t, got, e.High, "%s: %s-quantile", series, q)
	}
	p.neverFalls(series, s.Histograms)
}

// neverFalls looks at all samples of a histogram: no bucket may ever fall, and the
// count has to be that of the buckets.
func (p *prometheus) neverFalls(name string, samples []model.SampleHistogramPair) {
	require.Greater(p.t, len(samples), 10, name)
	last, count := make(map[string]float64), 0.
	for _, s := range samples {
		sum, now := 0., make(map[string]float64)
		for _, b := range s.Histogram.Buckets {
			now[strconv.FormatFloat(float64(b.Upper), 'g', -1, 64)] = float64(b.Count)
			sum += float64(b.Count)
		}
		require.EqualValues(p.t, s.Histogram.Count, sum, name)
		require.GreaterOrEqual(p.t, sum, count, name)
		for upper, n := range last {
			require.GreaterOrEqual(p.t, now[upper], n, "%s: bucket up to %s", name, upper)
		}
		last, count = now, sum
	}
}
