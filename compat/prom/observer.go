package prom

import (
	"slices"
	"sync"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// observer is what a Histogram and a Summary have in common: a whit.Distribution has
// their values.
type observer struct {
	oneSeries
	*shape
	labels []string // values
	values *whit.Distribution
}

// shape is what the series of one Histogram or Summary have in common.
type shape struct {
	metrics    *whit.Metrics
	name       string    // in whit
	bounds     []float64 // of a Histogram
	objectives []float64 // of a Summary
}

// histogramSeries is a Histogram.
type histogramSeries struct {
	observer
	mu     sync.Mutex
	latest []*dto.Exemplar // oldest first
}

// summarySeries is a Summary.
type summarySeries struct{ observer }

// NewHistogram is client_golang's, with a [whit.Distribution] underneath: a native
// histogram of schema 5 from a sample of the values, whose count and sum stand for all
// of them, as of the last flush. With opts.Buckets it has those classic buckets beside,
// and has DefBuckets if neither they nor a NativeHistogramBucketFactor are given; other
// options of native histograms are ignored. NaN and infinite values are refused.
func (f Factory) NewHistogram(opts HistogramOpts) Histogram {
	o := histogramOpts(opts)
	s := &shape{metrics: f.metrics, name: whitName(f.metrics, fqName(o)), bounds: boundsOf(opts)}
	reserve("le", o, nil)
	return &histogramSeries{observer: observer{newSeries(descOf(o), nil), s, nil, s.distribution(o)}}
}

// NewSummary is client_golang's, with a [whit.Distribution] underneath: count and sum
// as NewHistogram has them, and the quantiles of opts.Objectives, within 1.1 % of those
// of the sampled values. They are of all values so far: MaxAge, AgeBuckets, BufCap and
// the errors of Objectives are ignored.
func (f Factory) NewSummary(opts SummaryOpts) Summary {
	o := summaryOpts(opts)
	s := &shape{metrics: f.metrics, name: whitName(f.metrics, fqName(o)), objectives: objectivesOf(opts)}
	reserve("quantile", o, nil)
	return &summarySeries{observer{newSeries(descOf(o), nil), s, nil, s.distribution(o)}}
}

func (s *shape) distribution(o Opts) *whit.Distribution {
	return s.metrics.Distribution(s.name, whit.Help(o.Help), whit.Unit(o.Unit))
}

func (o *observer) Observe(v float64) { o.values.Record(v) }

// total returns what the series has come to.
func (o *observer) total() *aggregate.Total {
	for _, t := range o.metrics.Series(o.name) {
		if totalKey(&t, len(o.labels)) == valuesKey(o.labels) {
			return &t
		}
	}
	return new(aggregate.Total) // deleted from its family
}

// ObserveWithExemplar is Observe, and keeps an exemplar, unless e is nil. It panics if
// e is no valid exemplar.
func (h *histogramSeries) ObserveWithExemplar(v float64, e Labels) {
	h.Observe(v)
	if e == nil {
		return
	}
	x := mustExemplar(v, e)
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.latest) == keptExemplars {
		h.latest = append(h.latest[:0], h.latest[1:]...)
	}
	h.latest = append(h.latest, x)
}

func (h *histogramSeries) exemplars() []*dto.Exemplar {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.latest)
}

func (h *histogramSeries) Collect(ch chan<- Metric) { ch <- h }

// Write fills in out.
func (h *histogramSeries) Write(out *dto.Metric) error { return writeTo(out, h, h.total()) }

// metric returns what t has come to.
func (h *histogramSeries) metric(t *aggregate.Total) (Metric, error) {
	return newHistogram(h.desc, t, h.bounds, h.exemplars(), h.created.AsTime(), h.labels...)
}

func (s *summarySeries) Collect(ch chan<- Metric) { ch <- s }

// Write fills in out.
func (s *summarySeries) Write(out *dto.Metric) error { return writeTo(out, s, s.total()) }

// metric returns what t has come to.
func (s *summarySeries) metric(t *aggregate.Total) (Metric, error) {
	quantiles := make(map[float64]float64, len(s.objectives))
	for _, q := range s.objectives {
		quantiles[q] = t.Quantile(q).Value
	}
	return prometheus.NewConstSummaryWithCreatedTimestamp(s.desc, t.Buckets().Count, sumOf(t), quantiles, s.created.AsTime(), s.labels...)
}

// observed is a Histogram or a Summary.
type observed interface {
	Metric
	Observer
	metric(*aggregate.Total) (Metric, error)
}

func writeTo(out *dto.Metric, o observed, t *aggregate.Total) error {
	m, err := o.metric(t)
	if err != nil {
		return err
	}
	return m.Write(out)
}
