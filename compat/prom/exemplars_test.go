package prom_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/compat/prom"
)

func TestExemplars(t *testing.T) {
	m := newMetrics(t, everyEvent)
	kept, told := prom.NewExemplars("client"), 0
	c := m.Counter("c", kept.Option())
	d := m.Distribution("d", whit.OnSample(func(aggregate.Sample) { told++ }), kept.Option())
	m.Distribution("none").RecordFor(1, "a")
	c.IncFor("first")
	c.IncFor("last")
	for i := range 100 {
		d.RecordFor(float64(i), "client")
		d.Record(float64(i))
	}
	d.RecordFor(1000, "\xff"+strings.Repeat("é", 300))
	flush(t, m)
	exposed := gather(t, prom.NewCollector(m, prom.WithExemplars(kept), prom.WithClassicBuckets([]float64{97, 200})))
	require.Equal(t, 201, told)

	e := exposed["c_total"].Metric[0].Counter.Exemplar
	require.Equal(t, "client", e.Label[0].GetName())
	require.Equal(t, "last", e.Label[0].GetValue())
	require.WithinDuration(t, time.Now(), e.Timestamp.AsTime(), time.Minute)

	h := exposed["d"].Metric[0].Histogram
	require.Len(t, h.Exemplars, 10)
	require.Equal(t, 91., h.Exemplars[0].GetValue())
	last := h.Exemplars[9]
	require.Equal(t, 1000., last.GetValue())
	client := last.Label[0].GetValue()
	require.True(t, utf8.ValidString(client))
	require.Equal(t, prometheus.ExemplarMaxRunes-len("client"), utf8.RuneCountInString(client))
	require.Equal(t, 97., h.Bucket[0].Exemplar.GetValue())
	require.Equal(t, 99., h.Bucket[1].Exemplar.GetValue())
	require.Empty(t, exposed["none"].Metric[0].Histogram.Exemplars)

	require.PanicsWithValue(t, `prom: exemplars: exemplar label name "" is invalid`, func() { prom.NewExemplars("") })
}
