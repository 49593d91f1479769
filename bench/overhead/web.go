package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/whitmetrics/whit/bench/show"
	"github.com/whitmetrics/whit/bench/workload"
	"github.com/whitmetrics/whit/bench/workload/web"
)

const (
	// clients keep two processors busy, with a queue at the server.
	clients = 8
	seed    = 1
)

type visitor = contender[web.Implementation, web.Truth]

// web runs the http workload for the time d.
func (b *bench) web(ctx context.Context, o options, d time.Duration) (*webReport, error) {
	visitors, err := contend[web.Truth](o, b.implementations)
	if err != nil {
		return nil, err
	}
	outcomes, err := b.served(ctx, visitors, d)
	if err = errors.Join(err, end(ctx, visitors, web.Implementation.Close)); err != nil {
		return nil, fmt.Errorf("http: %w", err)
	}
	return newWebReport(outcomes, visitors), nil
}

// served has the site serve for the visitors in turns. It returns when the last request has
// been told to them.
func (b *bench) served(ctx context.Context, visitors []*visitor, d time.Duration) ([]workload.Outcome, error) {
	site, err := web.Start(clients, seed)
	if err != nil {
		return nil, err
	}
	outcomes, err := compare(ctx, site, visitors, d, show.Progress(b.stderr, workHTTP))
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), closing)
	defer cancel()
	return outcomes, errors.Join(err, site.Close(end))
}

func compare(ctx context.Context, site *web.Site, visitors []*visitor, d time.Duration, tell func(float64)) ([]workload.Outcome, error) {
	var candidates []workload.Candidate
	for _, k := range visitors {
		candidates = append(candidates, site.Candidate(k.name, k.metrics, &k.truth))
	}
	return turns(ctx, candidates, d, tell)
}

// turns has candidates take turns for the time d, and shows how far they are.
func turns(ctx context.Context, candidates []workload.Candidate, d time.Duration, tell func(float64)) ([]workload.Outcome, error) {
	defer tell(1)
	return workload.Compare(ctx, workload.Config{
		Duration: d,
		Seed:     uint64(time.Now().UnixNano()),
		Progress: func(done, total int) { tell(float64(done) / float64(total)) },
	}, candidates...)
}
