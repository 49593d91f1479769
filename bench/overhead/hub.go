package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/whitmetrics/whit/bench/show"
	"github.com/whitmetrics/whit/bench/workload"
	"github.com/whitmetrics/whit/bench/workload/hub"
	"github.com/whitmetrics/whit/compat"
)

// hubClients keep two processors busy. With more the times of slices vary more, by
// who is served when.
const hubClients = 3

// A tenant is an implementation with the truth of its own messages.
type tenant struct {
	name    string
	metrics compat.WebSocketMetrics
	truth   hub.Truth
}

// hub runs the hub workload for the time d.
func (b *bench) hub(ctx context.Context, o options, d time.Duration) (*hubReport, error) {
	tenants, err := b.tenants(o)
	if err != nil {
		return nil, err
	}
	outcomes, err := b.hubbed(ctx, tenants, d)
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), closing)
	defer cancel()
	for _, t := range tenants {
		err = errors.Join(err, t.metrics.StopBackgroundTasks(end))
	}
	if err != nil {
		return nil, fmt.Errorf("hub: %w", err)
	}
	return newHubReport(outcomes, tenants), nil
}

// hubbed has the hub serve for the tenants in turns.
func (b *bench) hubbed(ctx context.Context, tenants []*tenant, d time.Duration) ([]workload.Outcome, error) {
	h, err := hub.Start(hubClients)
	if err != nil {
		return nil, err
	}
	var candidates []workload.Candidate
	for _, t := range tenants {
		candidates = append(candidates, h.Candidate(t.name, t.metrics, &t.truth))
	}
	outcomes, err := turns(ctx, candidates, d, show.Progress(b.stderr, workHub))
	return outcomes, errors.Join(err, h.Close())
}

// tenants returns the implementations that o asks for. If there is something to
// compare with none, the null is there too.
func (b *bench) tenants(o options) ([]*tenant, error) {
	var all []*tenant
	for _, s := range b.sockets {
		if !o.runs(s.name) {
			continue
		}
		m, err := s.make(o)
		if err != nil {
			return nil, err
		}
		all = append(all, &tenant{name: s.name, metrics: m})
		if s.name == implNone && len(o.impl) > 1 {
			all = append(all, &tenant{name: again, metrics: m})
		}
	}
	return all, nil
}
