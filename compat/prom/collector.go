package prom

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// collector exposes the metrics of one Metrics.
type collector struct {
	metrics *whit.Metrics

	bounds    []float64 // of classic buckets; nil for none
	boundsOf  map[string][]float64
	errors    bool
	max       bool
	events    bool
	noMeta    bool
	flush     time.Duration
	exemplars *Exemplars
	refused   func(error)
}

// NewCollector returns a collector of all that m has, whenever it comes to have it:
// counters and gauges as such, distributions and timers as native histograms, and
// whit's figures on itself. Names become those that Prometheus' conventions ask for:
// "http.latency" of a timer is http_latency_seconds, "http.requests" of a counter
// http_requests_total. A metric whose name then is that of another one, or of a series
// of a histogram (NAME_count, NAME_sum, NAME_bucket), is refused, with both names in the
// error; see [WithRefused].
//
// A scrape costs one [whit.Metrics.Snapshot], and blocks nobody who records. Counters
// are exact and of that moment. The count of a histogram is that of its buckets, as of
// the last flush.
//
// To have several Metrics in one registry, register each with labels of its own, by
// prometheus.WrapRegistererWith.
func NewCollector(m *whit.Metrics, options ...Option) prometheus.Collector {
	c := &collector{metrics: m, boundsOf: make(map[string][]float64)}
	for _, o := range options {
		o(c)
	}
	return c
}

// Describe says nothing, as metrics may come at any time.
func (c *collector) Describe(chan<- *prometheus.Desc) {}

// Collect sends what all metrics have come to.
func (c *collector) Collect(ch chan<- prometheus.Metric) {
	if c.flush > 0 {
		ctx, cancel := context.WithTimeout(context.Background(), c.flush)
		_ = c.metrics.Flush(ctx) // after Stop, and when it takes too long, what there is will do
		cancel()
	}
	s := c.metrics.Snapshot()
	to := scrape{collector: c, ch: ch, owners: make(map[string]string), refusals: make(map[string]bool)}
	if !c.noMeta {
		for i := range metaMetrics {
			to.owners[metaMetrics[i].name] = "whit's own"
		}
		sendMeta(ch, &s.Meta)
	}
	for i := range s.Totals {
		to.total(&s.Totals[i])
	}
}

// scrape is one Collect on its way.
type scrape struct {
	*collector
	ch       chan<- prometheus.Metric
	owners   map[string]string // the metric, by its name in Prometheus
	refusals map[string]bool   // by that name
}

// total sends one metric, or one series of a family.
func (s *scrape) total(t *aggregate.Total) {
	name, err := nameOf(t.Name, t.Unit, t.Kind)
	if err != nil {
		s.refuse(t.Name, err)
		return
	}
	names, values, err := labelsOf(t)
	if err != nil {
		s.refuse(t.Name, err)
		return
	}
	to := series{s, t, helpOf(t), names, values}
	switch t.Kind {
	case aggregate.Counter:
		to.send(name, "", func(d *prometheus.Desc) (prometheus.Metric, error) { return s.counter(d, t, values) })
	case aggregate.Gauge:
		to.gauge(name, "", t.Value)
		if s.max && t.Count > 0 {
			to.gauge(name+"_max", " Its largest value so far.", t.Max)
		}
	case aggregate.Distribution, aggregate.Timer:
		to.distribution(name)
	}
}

// series is a metric, or a series of a family, on its way.
type series struct {
	*scrape
	total         *aggregate.Total
	help          string
	names, values []string // of labels
}

// distribution sends the histogram, and what else was asked for.
func (s *series) distribution(name string) {
	t := s.total
	if !s.own(t.Name, name, name+"_count", name+"_sum", name+"_bucket") { // which its series are called in text
		return
	}
	s.send(name, "", func(d *prometheus.Desc) (prometheus.Metric, error) {
		return newHistogram(d, t, s.boundsFor(t.Name), s.exemplars.of(t), t.Start, s.values...)
	})
	if s.errors && t.Sum.Known() {
		s.gauge(name+"_sum_stderr", " The standard error of its sum.", t.Sum.StdErr)
	}
	if s.events {
		events, err := nameOf(t.Name+"_events", "", aggregate.Counter)
		if err != nil {
			s.refuse(t.Name, err)
			return
		}
		s.send(events, " Its events.", func(d *prometheus.Desc) (prometheus.Metric, error) {
			return prometheus.NewConstMetricWithCreatedTimestamp(d, prometheus.CounterValue, float64(t.Count), t.Start, s.values...)
		})
	}
}

func (s *series) gauge(name, more string, v float64) {
	s.send(name, more, func(d *prometheus.Desc) (prometheus.Metric, error) {
		return prometheus.NewConstMetric(d, prometheus.GaugeValue, v, s.values...)
	})
}

// counter returns the counter t.
func (s *scrape) counter(d *prometheus.Desc, t *aggregate.Total, values []string) (prometheus.Metric, error) {
	m, err := prometheus.NewConstMetricWithCreatedTimestamp(d, prometheus.CounterValue, float64(t.Count), t.Start, values...)
	if err != nil {
		return nil, err
	}
	if kept := s.exemplars.of(t); len(kept) > 0 {
		m = withExemplar{m, kept[len(kept)-1]}
	}
	return m, nil
}

// send sends what create makes under that name, unless the name is another metric's.
func (s *series) send(name, more string, create func(*prometheus.Desc) (prometheus.Metric, error)) {
	if !s.own(s.total.Name, name) {
		return
	}
	m, err := create(prometheus.NewDesc(name, s.help+more, s.names, nil))
	if err != nil {
		s.refuse(s.total.Name, fmt.Errorf("prom: metric %q: %w", s.total.Name, err))
		return
	}
	s.ch <- m
}

// own reports whether all these names in Prometheus are that metric's.
func (s *scrape) own(metric string, names ...string) bool {
	for _, name := range names {
		if owner, taken := s.owners[name]; taken && owner != metric {
			s.refuse(metric, fmt.Errorf("prom: metric %q: its name %s in Prometheus is that of %q: want another name", metric, name, owner))
			return false
		}
	}
	for _, name := range names {
		s.owners[name] = metric
	}
	return true
}

// refuse reports, once a scrape, that a metric cannot be exposed.
func (s *scrape) refuse(metric string, err error) {
	switch {
	case s.refusals[metric]:
	case s.refused != nil:
		s.refused(err)
	default:
		s.ch <- prometheus.NewInvalidMetric(prometheus.NewInvalidDesc(err), err)
	}
	s.refusals[metric] = true
}

var errLabels = errors.New("two labels have the same name in Prometheus")

// labelsOf returns the names and values of a series' labels.
func labelsOf(t *aggregate.Total) (names, values []string, err error) {
	for _, l := range t.Labels {
		name, err := labelNameOf(t.Name, l.Name)
		if err != nil {
			return nil, nil, err
		}
		for i, other := range names {
			if other == name {
				return nil, nil, fmt.Errorf("prom: metric %q: labels %q and %q: %w", t.Name, t.Labels[i].Name, l.Name, errLabels)
			}
		}
		names, values = append(names, name), append(values, validText(l.Value))
	}
	return names, values, nil
}
