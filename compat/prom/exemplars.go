package prom

import (
	"slices"
	"sync"
	"time"
	"unicode/utf8"
	"unsafe"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// keptExemplars is how many exemplars there are of a histogram: those of its latest
// sampled clients. Of a counter the format has one.
const keptExemplars = 10

// maxClient is how many bytes of a client's name may be exposed: no rune has more than 4.
const maxClient = utf8.UTFMax * prometheus.ExemplarMaxRunes

// Exemplars keeps, of each metric that has its Option, the latest sampled events that
// had a client: one of a counter, ten of a distribution or timer, and of a family as many
// of each series. They take some 60 bytes each and the client's name, of which 512 bytes
// count, and go with their series when that is deleted or expires. Hand it to
// [WithExemplars]. It is for one [whit.Metrics].
type Exemplars struct {
	label string

	mu      sync.Mutex
	metrics map[string]*latest // by name
}

// latest is the exemplars of a metric, or those of each series of a family.
type latest struct {
	most int // of a series

	mu     sync.Mutex
	series map[*aggregate.Label]*recent // by the first of its labels; nil: of no family
}

// recent is a ring of the latest samples.
type recent struct {
	n       int // that there have been
	samples []clientSample
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
	return &Exemplars{label: label, metrics: make(map[string]*latest)}
}

// Option has the sampled clients of a metric, or of each series of a family, kept. It
// goes together with [whit.OnSample] and [whit.OnRemoved], if it comes after them.
func (e *Exemplars) Option() whit.MetricOption {
	return func(d *aggregate.Desc) {
		l := e.latest(d)
		onSample, onRemoved := d.OnSample, d.OnRemoved
		d.OnSample = func(s aggregate.Sample) {
			if onSample != nil {
				onSample(s)
			}
			l.add(s)
		}
		d.OnRemoved = func(labels []aggregate.Label) {
			if onRemoved != nil {
				onRemoved(labels)
			}
			l.remove(labels)
		}
	}
}

// latest returns those of a metric, of which somebody else may be making the same.
func (e *Exemplars) latest(d *aggregate.Desc) *latest {
	e.mu.Lock()
	defer e.mu.Unlock()
	l := e.metrics[d.Name]
	if l == nil {
		l = &latest{most: keptExemplars, series: make(map[*aggregate.Label]*recent)}
		if d.Kind == aggregate.Counter {
			l.most = 1
		}
		e.metrics[d.Name] = l
	}
	return l
}

// add keeps s, if it has a client.
func (l *latest) add(s aggregate.Sample) {
	if s.Client == "" {
		return
	}
	key := unsafe.SliceData(s.Labels)
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.series[key]
	if r == nil {
		r = new(recent)
		l.series[key] = r
	}
	if len(r.samples) < l.most {
		r.samples = append(r.samples, clientSample{})
	}
	to := &r.samples[r.n%len(r.samples)]
	to.client, to.value, to.at = append(to.client[:0], s.Client[:min(len(s.Client), maxClient)]...), s.Value, s.At
	r.n++
}

// remove forgets a series, of which no sample will come any more.
func (l *latest) remove(labels []aggregate.Label) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.series, unsafe.SliceData(labels))
}

// copy returns the samples of a series, oldest first.
func (l *latest) copy(labels []aggregate.Label) (samples []clientSample) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.series[unsafe.SliceData(labels)]
	if r == nil {
		return nil
	}
	for i := range r.samples {
		s := r.samples[(r.n+i)%len(r.samples)]
		s.client = slices.Clone(s.client)
		samples = append(samples, s)
	}
	return samples
}

// of returns the exemplars of t, oldest first.
func (e *Exemplars) of(t *aggregate.Total) (list []*dto.Exemplar) {
	if e == nil {
		return nil
	}
	e.mu.Lock()
	l := e.metrics[t.Name]
	e.mu.Unlock()
	if l == nil {
		return nil
	}
	for _, s := range l.copy(t.Labels) {
		client := short(validText(string(s.client)), prometheus.ExemplarMaxRunes-utf8.RuneCountInString(e.label))
		x, err := newExemplar(prometheus.Exemplar{Value: s.value, Timestamp: s.at, Labels: prometheus.Labels{e.label: client}})
		if err == nil { // the label has been tried, and the client is made to fit
			list = append(list, x)
		}
	}
	return list
}
