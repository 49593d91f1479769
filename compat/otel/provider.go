package whitotel

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/whitmetrics/whit"
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
	p.mu.Lock()
	defer p.mu.Unlock()
	m, ok := p.meters[scope]
	if !ok {
		m = newMeter(p, scope)
		p.meters[scope] = m
		p.order = append(p.order, m)
	}
	return m
}

// Whit returns the whit.Metrics underneath, which stays the provider's: for its Meta, and
// for the intervals of its estimates. Its metrics are the series in order of creation,
// of an up-down counter two each; their names mean nothing.
func (p *MeterProvider) Whit() *whit.Metrics { return p.registry.metrics }

// ForceFlush has the readers that export do so, with all measurements before the call.
func (p *MeterProvider) ForceFlush(ctx context.Context) error { return p.sdk.ForceFlush(ctx) }

// Shutdown has the readers export what there is, and ends them and whit's goroutine.
// Measurements after it are lost. A second call returns the SDK's error that says so.
func (p *MeterProvider) Shutdown(ctx context.Context) error {
	p.stopped.Store(true)
	return errors.Join(p.sdk.Shutdown(ctx), p.registry.metrics.Stop(ctx))
}
