package prom

import (
	"time"

	dto "github.com/prometheus/client_model/go"
	"github.com/whitmetrics/whit"
)

// gauge is a Gauge that is a whit.Gauge.
type gauge struct {
	oneSeries
	level *whit.Gauge
}

// NewGauge is client_golang's, with a [whit.Gauge] underneath. That refuses NaN and
// infinite values: it stays as it was.
func (f Factory) NewGauge(opts GaugeOpts) Gauge {
	return &gauge{newSeries(descOf(Opts(opts)), nil), f.metrics.Gauge(whitName(f.metrics, fqName(Opts(opts))), whit.Help(opts.Help))}
}

func (g *gauge) Set(v float64) { g.level.Set(v) }
func (g *gauge) Add(v float64) { g.level.Add(v) }
func (g *gauge) Sub(v float64) { g.level.Add(-v) }
func (g *gauge) Inc()          { g.level.Add(1) }
func (g *gauge) Dec()          { g.level.Add(-1) }

// SetToCurrentTime sets the gauge to the Unix time in seconds.
func (g *gauge) SetToCurrentTime() { g.level.Set(float64(time.Now().UnixNano()) / 1e9) }

func (g *gauge) Collect(ch chan<- Metric) { ch <- g }

// Write fills in out.
func (g *gauge) Write(out *dto.Metric) error {
	v := g.level.Value()
	out.Label, out.Gauge = g.pairs, &dto.Gauge{Value: &v}
	return nil
}
