package prom

import (
	"math"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// metaMetric is one of whit's figures on itself.
type metaMetric struct {
	name  string
	desc  *prometheus.Desc
	kind  prometheus.ValueType
	value func(*aggregate.Meta) float64
}

func metaOf(kind prometheus.ValueType, name, help string, value func(*aggregate.Meta) float64) metaMetric {
	return metaMetric{name, prometheus.NewDesc(name, help, nil, nil), kind, value}
}

const (
	counts = prometheus.CounterValue
	level  = prometheus.GaugeValue
)

var metaMetrics = []metaMetric{
	metaOf(counts, "whit_sampled_total", "Samples that got into a ring.",
		func(m *aggregate.Meta) float64 { return float64(m.Added) }),
	metaOf(counts, "whit_dropped_total", "Samples that lost their detail in a full ring. Counts are exact all the same.",
		func(m *aggregate.Meta) float64 { return float64(m.Dropped) }),
	metaOf(counts, "whit_rejected_total", "Values that were refused: not a number, infinite, or a negative duration.",
		func(m *aggregate.Meta) float64 { return float64(m.Rejected) }),
	metaOf(counts, "whit_overflowed_total", "Times that a family had no room for a series that was asked for.",
		func(m *aggregate.Meta) float64 { return float64(m.Overflowed) }),
	metaOf(counts, "whit_detached_total", "Events on series that had been deleted or had expired: nothing else has them.",
		func(m *aggregate.Meta) float64 { return float64(m.Detached) }),
	metaOf(counts, "whit_flushes_total", "Times that estimates were brought up to date.",
		func(m *aggregate.Meta) float64 { return float64(m.Flushes) }),
	metaOf(counts, "whit_flush_seconds_total", "Time that the collector spent on that.",
		func(m *aggregate.Meta) float64 { return m.FlushTime.Seconds() }),
	metaOf(level, "whit_sample_rate", "Probability with which events are sampled now: the mean over processors.",
		func(m *aggregate.Meta) float64 { return m.SampleRate }),
	metaOf(level, "whit_sampler_z", "Standard errors by which samples stand for more events than were counted: within 3, if the sampler is true.",
		func(m *aggregate.Meta) float64 { return m.Z }),
	metaOf(level, "whit_ring_fill_ratio", "Share of the rings' slots that is taken.",
		func(m *aggregate.Meta) float64 { return m.FillRatio }),
	metaOf(level, "whit_ring_slots", "Slots of all rings.",
		func(m *aggregate.Meta) float64 { return float64(m.Capacity) }),
	metaOf(level, "whit_shards", "Shards, one a processor.",
		func(m *aggregate.Meta) float64 { return float64(m.Shards) }),
	metaOf(level, "whit_clients", "Clients that are known.",
		func(m *aggregate.Meta) float64 { return float64(m.Clients) }),
	metaOf(level, "whit_series", "Series of all labelled families.",
		func(m *aggregate.Meta) float64 { return float64(m.Series) }),
	metaOf(level, "whit_bytes", "Memory that the metrics hold.",
		func(m *aggregate.Meta) float64 { return float64(m.Bytes) }),
}

// NewMetaCollector returns a collector of m's figures on itself, whit_…, and of nothing
// else: for a program whose metrics are in the registry already, as those that the
// constructors of this package make are. [NewCollector] has these figures too: it cannot
// be in the same registry, unless it has [WithoutMeta]. Under Config.NoMeta all are 0.
func NewMetaCollector(m *whit.Metrics) prometheus.Collector { return metaCollector{m} }

type metaCollector struct{ metrics *whit.Metrics }

// Describe sends what all figures are.
func (c metaCollector) Describe(ch chan<- *prometheus.Desc) {
	for i := range metaMetrics {
		ch <- metaMetrics[i].desc
	}
}

// Collect sends what they have come to.
func (c metaCollector) Collect(ch chan<- prometheus.Metric) { sendMeta(ch, &c.metrics.Snapshot().Meta) }

// sendMeta sends whit's figures on itself, but for what is not known.
func sendMeta(ch chan<- prometheus.Metric, m *aggregate.Meta) {
	for i := range metaMetrics {
		own := &metaMetrics[i]
		if v := own.value(m); !math.IsNaN(v) {
			ch <- prometheus.MustNewConstMetric(own.desc, own.kind, v)
		}
	}
}
