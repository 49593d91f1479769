package whitotel

import (
	"context"
	"errors"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// producer gives readers what the instruments of a provider have come to. What it
// returns is the reader's own.
type producer struct{ provider *MeterProvider }

// Produce makes one snapshot, estimates up to date, of all instruments. It waits for
// whit's collector, and no measurement waits for it.
func (p producer) Produce(ctx context.Context) ([]metricdata.ScopeMetrics, error) {
	p.provider.asked.Store(true)
	s, err := fresh(ctx, p.provider.registry.metrics)
	if err != nil {
		return nil, err
	}
	var all []metricdata.ScopeMetrics
	for _, m := range p.provider.list() {
		if metrics := m.produce(s); metrics != nil {
			all = append(all, metricdata.ScopeMetrics{Scope: m.scope, Metrics: metrics})
		}
	}
	return all, nil
}

// fresh returns a snapshot in which all samples so far are taken in.
func fresh(ctx context.Context, m *whit.Metrics) (*aggregate.Snapshot, error) {
	if err := m.Flush(ctx); err != nil && !errors.Is(err, whit.ErrStopped) {
		return nil, err
	}
	return m.Snapshot(), nil
}

// list returns the meters so far.
func (p *MeterProvider) list() []*meter {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.order
}

func (m *meter) produce(s *aggregate.Snapshot) (all []metricdata.Metrics) {
	for _, i := range m.list() {
		if x := i.metrics(s); x.Data != nil {
			all = append(all, x)
		}
	}
	return all
}

// list returns the instruments so far.
func (m *meter) list() []reading {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.all
}

var _ sdk.Producer = producer{}
