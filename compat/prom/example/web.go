package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// maxOrders is the most that one request may order.
const maxOrders = 1000

// truth is what the server knows without Prometheus.
type truth struct {
	Orders     uint64              `json:"orders"`
	Histograms map[string]observed `json:"histograms"` // by whit's name, labels after it
}

// observed is what whit makes of a distribution or timer.
type observed struct {
	Count     uint64                        `json:"count"`  // exact
	Binned    uint64                        `json:"binned"` // in its buckets
	Quantiles map[string]aggregate.Estimate `json:"quantiles"`
}

var quantiles = []float64{.5, .9, .99}

func (s *shop) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.registry, promhttp.HandlerOpts{EnableOpenMetrics: true}))
	mux.HandleFunc("GET /order", s.serveOrder)
	mux.HandleFunc("GET /truth", s.serveTruth)
	return mux
}

func (s *shop) serveOrder(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("n"))
	if err != nil || n < 1 || n > maxOrders {
		http.Error(w, fmt.Sprintf("n is %.20q: want 1 to %d", r.FormValue("n"), maxOrders), http.StatusBadRequest)
		return
	}
	s.order(r.FormValue("client"), n)
	w.WriteHeader(http.StatusNoContent)
}

func (s *shop) serveTruth(w http.ResponseWriter, _ *http.Request) {
	t := truth{s.taken.Load(), make(map[string]observed)}
	for _, m := range []*whit.Metrics{s.metrics, s.before} {
		for _, total := range m.Snapshot().Totals {
			t.observe(total)
		}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(t) // the client has gone
}

// observe takes in what whit says of a distribution or timer.
func (t *truth) observe(total aggregate.Total) {
	if total.Kind != aggregate.Distribution && total.Kind != aggregate.Timer {
		return
	}
	o := observed{total.Count, total.Buckets().Count, make(map[string]aggregate.Estimate)}
	for _, q := range quantiles {
		o.Quantiles[strconv.FormatFloat(q, 'g', -1, 64)] = total.Quantile(q)
	}
	name := total.Name
	for _, l := range total.Labels {
		name += " " + l.Value
	}
	t.Histograms[name] = o
}
