package prom

import (
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// keptExemplars is how many exemplars there are of a metric: those of its latest
// sampled clients.
const keptExemplars = 10

// Exemplars keeps, of each metric that has its Option, the latest sampled events that
// had a client: some 3 KB a metric at most. Hand it to [WithExemplars].
type Exemplars struct {
	label string

	mu     sync.Mutex
	latest map[string]*recent // by the metric's name
}

// recent is a ring of the latest samples.
type recent struct {
	mu      sync.Mutex
	n       int // that there have been
	samples [keptExemplars]clientSample
}

type clientSample struct {
	client []byte // its memory is used again
	value  float64
	at     time.Time
}

// NewExemplars returns an Exemplars that keeps clients under that label, such as
// "client". It panics if that is no label name.
func NewExemplars(label string) *Exemplars {
	if _, err := newExemplar(prometheus.Exemplar{Labels: prometheus.Labels{label: ""}}); err != nil {
		panic("prom: exemplars: " + err.Error())
	}
	return &Exemplars{label: label, latest: make(map[string]*recent)}
}

// Option has a metric's sampled clients kept. It goes together with
// [whit.OnSample], if it comes after it. Of a family, it keeps those of all series
// together, and they are not exposed.
func (e *Exemplars) Option() whit.MetricOption {
	return func(d *aggregate.Desc) {
		kept, other := new(recent), d.OnSample
		d.OnSample = func(s aggregate.Sample) {
			if other != nil {
				other(s)
			}
			kept.add(s)
		}
		e.mu.Lock()
		defer e.mu.Unlock()
		e.latest[d.Name] = kept
	}
}

// add keeps s, if it has a client.
func (r *recent) add(s aggregate.Sample) {
	if s.Client == "" {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	to := &r.samples[r.n%len(r.samples)]
	to.client, to.value, to.at = append(to.client[:0], s.Client...), s.Value, s.At
	r.n++
}

// of returns the exemplars of t, oldest first.
func (e *Exemplars) of(t *aggregate.Total) (list []*dto.Exemplar) {
	if e == nil || t.Labels != nil {
		return nil
	}
	e.mu.Lock()
	r := e.latest[t.Name]
	e.mu.Unlock()
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := max(0, r.n-len(r.samples)); i < r.n; i++ {
		s := &r.samples[i%len(r.samples)]
		client := short(validText(string(s.client)), prometheus.ExemplarMaxRunes-utf8.RuneCountInString(e.label))
		x, err := newExemplar(prometheus.Exemplar{Value: s.value, Timestamp: s.at, Labels: prometheus.Labels{e.label: client}})
		if err == nil { // the label has been tried, and the client is made to fit
			list = append(list, x)
		}
	}
	return list
}

// short returns the first n runes of s.
func short(s string, n int) string {
	for i := range s {
		if n == 0 {
			return strings.Clone(s[:i])
		}
		n--
	}
	return s
}

var exemplarDesc = prometheus.NewDesc("exemplar", "", nil, nil)

// newExemplar has client_golang check an exemplar and turn it into its own form.
func newExemplar(e prometheus.Exemplar) (*dto.Exemplar, error) {
	m, err := prometheus.NewMetricWithExemplars(prometheus.MustNewConstMetric(exemplarDesc, prometheus.CounterValue, 0), e)
	if err != nil {
		return nil, err
	}
	var out dto.Metric
	if err := m.Write(&out); err != nil {
		return nil, err
	}
	return out.Counter.Exemplar, nil
}

// exemplify puts exemplars, oldest first, into the classic buckets that they belong
// to.
func exemplify(buckets []*dto.Bucket, exemplars []*dto.Exemplar) {
	for _, e := range exemplars {
		i, _ := slices.BinarySearchFunc(buckets, e.GetValue(), func(b *dto.Bucket, v float64) int {
			if b.GetUpperBound() < v {
				return -1
			}
			return 1
		})
		if i < len(buckets) {
			buckets[i].Exemplar = e
		}
	}
}

// withExemplar is a counter with an exemplar.
type withExemplar struct {
	prometheus.Metric
	exemplar *dto.Exemplar
}

func (m withExemplar) Write(out *dto.Metric) error {
	err := m.Metric.Write(out)
	if out.Counter != nil {
		out.Counter.Exemplar = m.exemplar
	}
	return err
}
