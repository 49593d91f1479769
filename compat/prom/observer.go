package prom

import (
	"sync"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// observer is a Histogram or Summary whose values a whit.Distribution has.
type observer struct {
	oneSeries
	*shape
	labels []string // values
	values *whit.Distribution

	mu     sync.Mutex
	latest []*dto.Exemplar // oldest first
}

// shape is what the series of one Histogram or Summary have in common.
type shape struct {
	metrics    *whit.Metrics
	name       string // in whit
	bounds     []float64
	objectives []float64
	summary    bool
}

// NewHistogram is client_golang's, with a [whit.Distribution] underneath: a native
// histogram of schema 5 from a sample of the values, whose count and sum stand for all
// of them, as of the last flush. With opts.Buckets it has those classic buckets beside,
// and has DefBuckets if neither they nor a NativeHistogramBucketFactor are given; other
// options of native histograms are ignored. NaN and infinite values are refused.
func (f Factory) NewHistogram(opts HistogramOpts) Histogram {
	o := histogramOpts(opts)
	s := &shape{metrics: f.metrics, name: whitName(f.metrics, fqName(o)), bounds: boundsOf(opts)}
	reserve("le", o, nil)
	return &observer{oneSeries: newSeries(descOf(o), nil), shape: s, values: s.distribution(o)}
}

// NewSummary is client_golang's, with a [whit.Distribution] underneath: count and sum
// as NewHistogram has them, and the quantiles of opts.Objectives, within 1.1 % of those
// of the sampled values. They are of all values so far: MaxAge, AgeBuckets, BufCap and
// the errors of Objectives are ignored.
func (f Factory) NewSummary(opts SummaryOpts) Summary {
	o := summaryOpts(opts)
	s := &shape{metrics: f.metrics, name: whitName(f.metrics, fqName(o)), objectives: objectivesOf(opts), summary: true}
	reserve("quantile", o, nil)
	return &observer{oneSeries: newSeries(descOf(o), nil), shape: s, values: s.distribution(o)}
}

func (s *shape) distribution(o Opts) *whit.Distribution {
	return s.metrics.Distribution(s.name, whit.Help(o.Help), whit.Unit(o.Unit))
}

func (o *observer) Observe(v float64) { o.values.Record(v) }

// ObserveWithExemplar is Observe, and keeps an exemplar, unless e is nil. It panics if
// e is no valid exemplar.
func (o *observer) ObserveWithExemplar(v float64, e Labels) {
	o.Observe(v)
	if e == nil {
		return
	}
	x := mustExemplar(v, e)
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.latest) == keptExemplars {
		o.latest = append(o.latest[:0], o.latest[1:]...)
	}
	o.latest = append(o.latest, x)
}

func (o *observer) exemplars() []*dto.Exemplar {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]*dto.Exemplar(nil), o.latest...)
}

func (o *observer) Collect(ch chan<- Metric) { ch <- o }

// Write fills in out.
func (o *observer) Write(out *dto.Metric) error {
	for _, t := range o.metrics.Series(o.name) {
		if totalKey(&t, len(o.labels)) == valuesKey(o.labels) {
			return o.write(&t, out)
		}
	}
	return o.write(&aggregate.Total{}, out) // deleted from its family
}

func (o *observer) write(t *aggregate.Total, out *dto.Metric) error {
	m, err := o.metric(t)
	if err != nil {
		return err
	}
	return m.Write(out)
}

// metric returns what t has come to.
func (o *observer) metric(t *aggregate.Total) (Metric, error) {
	created := o.created.AsTime()
	if !o.summary {
		return newHistogram(o.desc, t, o.bounds, o.exemplars(), created, o.labels...)
	}
	quantiles := make(map[float64]float64, len(o.objectives))
	for _, q := range o.objectives {
		quantiles[q] = t.Quantile(q).Value
	}
	return prometheus.NewConstSummaryWithCreatedTimestamp(o.desc, t.Buckets().Count, sumOf(t), quantiles, created, o.labels...)
}
