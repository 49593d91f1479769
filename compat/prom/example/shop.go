package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/whitmetrics/whit"
	prometheus "github.com/whitmetrics/whit/compat/prom"
	"github.com/whitmetrics/whit/compat/prom/promauto"
)

// price is what an order costs: a fraction that float64 holds exactly.
const price = 0.25

// shop takes orders, and is what is measured: in part by metrics that were
// client_golang's before the import was changed, in part by whit's own.
type shop struct {
	registry *prometheus.Registry
	before   *whit.Metrics // underneath the former
	metrics  *whit.Metrics
	migrated
	own ownMetrics

	taken atomic.Uint64 // the truth, to hold the metrics against
}

// migrated are the metrics that were client_golang's.
type migrated struct {
	orders  *prometheus.CounterVec
	revenue prometheus.Counter
	value   *prometheus.HistogramVec
}

func newMigrated(factory promauto.Factory) migrated {
	m := migrated{
		orders: factory.NewCounterVec(prometheus.CounterOpts{
			Name: "till_orders_total", Help: "Orders taken at the till.",
		}, []string{"kind"}),
		revenue: factory.NewCounter(prometheus.CounterOpts{
			Name: "till_revenue_euros_total", Help: "What orders brought in.",
		}),
		value: factory.NewHistogramVec(prometheus.HistogramOpts{
			Name: "till_value_euros", Help: "Value of an order.", Buckets: prometheus.ExponentialBuckets(1, 4, 6),
		}, []string{"kind"}),
	}
	for _, kind := range kinds { // so that Prometheus sees them at 0, and no increase is missed
		m.orders.WithLabelValues(kind)
		m.value.WithLabelValues(kind)
	}
	return m
}

// ownMetrics are whit's own.
type ownMetrics struct {
	orders  *whit.Counter
	latency *whit.Timer
	size    *whit.Distribution
	stock   *whit.Gauge
	items   *whit.CounterVec      // by kind
	weight  *whit.DistributionVec // by kind
}

func newOwn(m *whit.Metrics, clients *prometheus.Exemplars) ownMetrics {
	own := ownMetrics{
		orders:  m.Counter("shop.orders", whit.Help("Orders taken."), clients.Option()),
		latency: m.Timer("shop.order.latency", whit.Help("Time that an order takes."), clients.Option()),
		size:    m.Distribution("shop.order.size", whit.Help("What an order comes to."), whit.Unit("bytes"), clients.Option()),
		stock:   m.Gauge("shop.stock", whit.Help("What is left of the goods.")),
		items:   m.CounterVec("shop.items", []string{"kind"}, whit.Help("Items sold."), clients.Option()),
		weight:  m.DistributionVec("shop.item.weight", []string{"kind"}, whit.Help("What an item weighs."), whit.Unit("grams"), clients.Option()),
	}
	for _, kind := range kinds { // so that Prometheus sees them at 0, here too
		own.items.With(kind)
		own.weight.With(kind)
	}
	return own
}

// newShop starts the metrics, which stop ends.
func newShop() (*shop, error) {
	before, err := whit.New(whit.Config{})
	if err != nil {
		return nil, err
	}
	m, err := whit.New(whit.Config{})
	if err != nil {
		return nil, err
	}
	clients := prometheus.NewExemplars("client")
	registry := prometheus.NewRegistry()
	registry.MustRegister(prometheus.NewCollector(m,
		prometheus.WithExemplars(clients), prometheus.WithEvents(), prometheus.WithErrors(),
		prometheus.WithClassicBuckets(prometheus.ExponentialBuckets(50, 2, 5), "shop.item.weight")))
	return &shop{
		registry: registry,
		before:   before,
		metrics:  m,
		migrated: newMigrated(promauto.On(prometheus.On(before), registry)),
		own:      newOwn(m, clients),
	}, nil
}

var kinds = []string{"book", "record"}

// order takes n orders of a client.
func (s *shop) order(client string, n int) {
	for i := range n {
		span := s.own.latency.StartFor(client)
		kind := kinds[i%len(kinds)]
		s.orders.WithLabelValues(kind).Inc()
		s.revenue.Add(price)
		s.value.WithLabelValues(kind).Observe(50 * rand.ExpFloat64())
		s.own.orders.IncFor(client)
		s.own.size.RecordFor(100*rand.ExpFloat64(), client)
		s.own.items.With(kind).IncFor(client)
		s.own.weight.With(kind).RecordFor(200*rand.ExpFloat64(), client)
		s.taken.Add(1)
		span.End()
	}
	s.own.stock.Add(-float64(n))
}

// load takes that many orders a second until ctx ends.
func (s *shop) load(ctx context.Context, orders int) {
	const ticks = 20
	if orders == 0 {
		return
	}
	tick := time.NewTicker(time.Second / ticks)
	defer tick.Stop()
	for owed := 0; ; {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			owed += orders
			s.order("house", owed/ticks)
			owed %= ticks
		}
	}
}

func (s *shop) stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return errors.Join(s.before.Stop(ctx), s.metrics.Stop(ctx))
}
