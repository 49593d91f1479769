package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/compat/prom"
)

// price is what an order costs: a fraction that float64 holds exactly.
const price = 0.25

// shop takes orders, and is what is measured.
type shop struct {
	registry *prometheus.Registry
	metrics  *whit.Metrics
	own      ownMetrics

	taken atomic.Uint64 // the truth, to hold the metrics against
}

// ownMetrics are whit's own.
type ownMetrics struct {
	orders  *whit.Counter
	latency *whit.Timer
	size    *whit.Distribution
	stock   *whit.Gauge
}

// newShop starts the metrics, which stop ends.
func newShop() (*shop, error) {
	m, err := whit.New(whit.Config{})
	if err != nil {
		return nil, err
	}
	clients := prom.NewExemplars("client")
	s := &shop{
		registry: prometheus.NewRegistry(),
		metrics:  m,
		own: ownMetrics{
			orders:  m.Counter("shop.orders", whit.Help("Orders taken."), clients.Option()),
			latency: m.Timer("shop.order.latency", whit.Help("Time that an order takes."), clients.Option()),
			size:    m.Distribution("shop.order.size", whit.Help("What an order comes to."), whit.Unit("bytes"), clients.Option()),
			stock:   m.Gauge("shop.stock", whit.Help("What is left of the goods.")),
		},
	}
	s.registry.MustRegister(prom.NewCollector(m, prom.WithExemplars(clients), prom.WithEvents(), prom.WithErrors()))
	return s, nil
}

// order takes n orders of a client.
func (s *shop) order(client string, n int) {
	for range n {
		span := s.own.latency.StartFor(client)
		s.own.orders.IncFor(client)
		s.own.size.RecordFor(100*rand.ExpFloat64(), client)
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
	return errors.Join(s.metrics.Stop(ctx))
}
