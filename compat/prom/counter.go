package prom

import (
	"errors"
	"math"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"github.com/whitmetrics/whit"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// series is what all metrics of the drop-in have: they are one series each, and
// describe and collect themselves.
type oneSeries struct {
	desc    *Desc
	pairs   []*dto.LabelPair
	created *timestamppb.Timestamp
}

func newSeries(d *Desc, values []string) oneSeries {
	return oneSeries{desc: d, pairs: prometheus.MakeLabelPairs(d, values), created: timestamppb.Now()}
}

func (s *oneSeries) Desc() *Desc              { return s.desc }
func (s *oneSeries) Describe(ch chan<- *Desc) { ch <- s.desc }

// counter is a Counter whose whole amounts whit counts.
type counter struct {
	oneSeries
	whole    *whit.Counter
	rest     atomic.Uint64 // bits of the sum of the amounts that are not whole
	exemplar atomic.Pointer[dto.Exemplar]
}

// NewCounter is client_golang's, with a [whit.Counter] underneath. It is exact, of
// fractions as exact as float64 is.
func (f Factory) NewCounter(opts CounterOpts) Counter {
	return &counter{oneSeries: newSeries(descOf(Opts(opts)), nil), whole: f.metrics.Counter(whitName(f.metrics, fqName(Opts(opts))), whit.Help(opts.Help))}
}

func fqName(o Opts) string { return BuildFQName(o.Namespace, o.Subsystem, o.Name) }

func descOf(o Opts) *Desc {
	return prometheus.V2.NewDesc(fqName(o), o.Help, UnconstrainedLabels(nil), o.ConstLabels, WithUnit(o.Unit))
}

func (c *counter) Inc() { c.whole.Inc() }

func (c *counter) Add(v float64) {
	if v < 0 {
		panic(errors.New("prom: counter cannot decrease in value"))
	}
	if v < 1<<63 && v == math.Trunc(v) {
		c.whole.Add(uint64(v))
		return
	}
	for {
		old := c.rest.Load()
		if c.rest.CompareAndSwap(old, math.Float64bits(math.Float64frombits(old)+v)) {
			return
		}
	}
}

// AddWithExemplar is Add, and keeps an exemplar, unless e is nil. It panics if e is no
// valid exemplar.
func (c *counter) AddWithExemplar(v float64, e Labels) {
	c.Add(v)
	if e != nil {
		c.exemplar.Store(mustExemplar(v, e))
	}
}

func mustExemplar(v float64, labels Labels) *dto.Exemplar {
	e, err := newExemplar(Exemplar{Value: v, Labels: labels, Timestamp: time.Now()})
	if err != nil {
		panic(err)
	}
	return e
}

func (c *counter) Collect(ch chan<- Metric) { ch <- c }

// Write fills in out. The exemplar first: its event is then in the value.
func (c *counter) Write(out *dto.Metric) error {
	exemplar := c.exemplar.Load()
	v := math.Float64frombits(c.rest.Load()) + float64(c.whole.Count())
	out.Label = c.pairs
	out.Counter = &dto.Counter{Value: &v, Exemplar: exemplar, CreatedTimestamp: c.created}
	return nil
}
