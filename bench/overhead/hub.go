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

type tenant = contender[compat.WebSocketMetrics, hub.Truth]

// hub runs the hub workload for the time d.
func (b *bench) hub(ctx context.Context, o options, d time.Duration) (*hubReport, error) {
	tenants, err := contend[hub.Truth](o, b.sockets)
	if err != nil {
		return nil, err
	}
	outcomes, err := b.hubbed(ctx, tenants, d)
	if err = errors.Join(err, end(ctx, tenants, compat.WebSocketMetrics.StopBackgroundTasks)); err != nil {
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
