package whitotel

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/whitmetrics/whit"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/metric/embedded"
	"go.opentelemetry.io/otel/metric/noop"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/exemplar"
)

// MeterProvider makes meters whose synchronous instruments whit backs. It owns a
// whit.Metrics of its own, which Shutdown stops, and an SDK's provider, which has the
// readers. All methods may be called from any goroutine at any time.
type MeterProvider struct {
	embedded.MeterProvider

	registry  *registry
	limit     int
	views     []sdk.View
	exemplify exemplar.Filter // nil for no exemplars
	sdk       *sdk.MeterProvider
	stopped   atomic.Bool
	asked     atomic.Bool // by some reader, through a producer
	unasked   atomic.Bool // was reported

	mu     sync.Mutex
	meters map[instrumentation.Scope]*meter
	order  []*meter // of creation; only grows
}

// NewMeterProvider starts a whit.Metrics and the readers. The error names the option
// that is not valid.
func NewMeterProvider(options ...Option) (*MeterProvider, error) {
	c, err := newConfig(options)
	if err != nil {
		return nil, err
	}
	metrics, err := whit.New(c.whit)
	if err != nil {
		return nil, err
	}
	p := &MeterProvider{
		registry:  &registry{metrics: metrics},
		limit:     c.limit,
		views:     c.views,
		exemplify: c.exemplify,
		meters:    make(map[instrumentation.Scope]*meter),
	}
	readers, err := p.readers(c.readers)
	p.sdk = sdk.NewMeterProvider(append(c.sdk, readers...)...)
	if err != nil {
		return nil, errors.Join(err, p.Shutdown(context.Background()))
	}
	return p, nil
}

func (p *MeterProvider) readers(builds []func(sdk.Producer) (sdk.Reader, error)) (options []sdk.Option, err error) {
	for i, build := range builds {
		r, err := build(producer{p})
		if err == nil && r == nil {
			err = errors.New("there is none")
		}
		if err != nil {
			return options, fmt.Errorf("whitotel: reader %d: %w", i, err)
		}
		options = append(options, sdk.WithReader(r))
	}
	return options, nil
}

// Meter returns the meter of that scope. Asked again it returns the same one; after
// Shutdown, one that does nothing.
func (p *MeterProvider) Meter(name string, options ...metric.MeterOption) metric.Meter {
	if p.stopped.Load() {
		return noop.Meter{}
	}
	c := metric.NewMeterConfig(options...)
	attributes, _ := validSet(c.InstrumentationAttributes())
	scope := instrumentation.Scope{
		Name:       valid(name),
		Version:    valid(c.InstrumentationVersion()),
		SchemaURL:  valid(c.SchemaURL()),
		Attributes: attributes,
	}
	if m := p.meter(scope, nil); m != nil {
		return m
	}
	// The SDK logs that it makes a meter, maybe to somebody who asks for one.
	return p.meter(scope, newMeter(p, scope))
}

// meter returns the meter of that scope: if there is none yet, m.
func (p *MeterProvider) meter(scope instrumentation.Scope, m *meter) *meter {
	p.mu.Lock()
	defer p.mu.Unlock()
	if known, ok := p.meters[scope]; ok {
		return known
	}
	if m != nil {
		p.meters[scope] = m
		p.order = append(p.order, m)
	}
	return m
}

// Whit returns the whit.Metrics underneath, which stays the provider's: for its Meta, and
// for the intervals of its estimates. Its metrics are the series in order of creation,
// of an up-down counter two each; their names, n0, n1 and so on, mean nothing. What is
// registered there by other names is not exported.
func (p *MeterProvider) Whit() *whit.Metrics { return p.registry.metrics }

// ForceFlush has the readers that export do so, with all measurements before the call.
func (p *MeterProvider) ForceFlush(ctx context.Context) error {
	err := p.sdk.ForceFlush(ctx)
	if err == nil {
		p.reportUnasked()
	}
	return err
}

// Shutdown has the readers export what there is, and ends them and whit's goroutine.
// Measurements after it are lost. A second call returns the SDK's error that says so.
func (p *MeterProvider) Shutdown(ctx context.Context) error {
	p.stopped.Store(true)
	err := p.sdk.Shutdown(ctx)
	if err == nil {
		p.reportUnasked()
	}
	return errors.Join(err, p.registry.metrics.Stop(ctx))
}

// reportUnasked reports, once, that something was recorded which no reader has ever asked
// for: a reader that does not take in the producer exports none of it, and would not say so.
func (p *MeterProvider) reportUnasked() {
	if !p.asked.Load() && p.used() && p.unasked.CompareAndSwap(false, true) {
		otel.Handle(errUnasked)
	}
}

var errUnasked = errors.New("whitotel: no reader has asked for what counters, up-down counters, histograms and gauges have recorded, " +
	"and none of it was exported: want a reader by WithPeriodicReader, or by WithReader one that takes in the producer")

// used returns whether anything was recorded.
func (p *MeterProvider) used() bool {
	return slices.ContainsFunc(p.list(), func(m *meter) bool { return slices.ContainsFunc(m.list(), reading.used) })
}
