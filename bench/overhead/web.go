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
	// closing is how long the end of a run may take.
	closing = 10 * time.Second
)

// A contender is an implementation with the truth of its own requests.
type contender struct {
	name  string
	impl  web.Implementation
	truth web.Truth
}

// web runs the http workload for the time d.
func (b *bench) web(ctx context.Context, o options, d time.Duration) (*webReport, error) {
	contenders, err := b.contenders(o)
	if err != nil {
		return nil, err
	}
	outcomes, err := b.served(ctx, contenders, d)
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), closing)
	defer cancel()
	for _, k := range contenders {
		err = errors.Join(err, k.impl.Close(end))
	}
	if err != nil {
		return nil, fmt.Errorf("http: %w", err)
	}
	return newWebReport(outcomes, contenders), nil
}

// served has the contenders serve. It returns when the last request has been told to
// them.
func (b *bench) served(ctx context.Context, contenders []*contender, d time.Duration) ([]workload.Outcome, error) {
	site, err := web.Start(clients, seed)
	if err != nil {
		return nil, err
	}
	outcomes, err := compare(ctx, site, contenders, d, show.Progress(b.stderr, workHTTP))
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), closing)
	defer cancel()
	return outcomes, errors.Join(err, site.Close(end))
}

func compare(ctx context.Context, site *web.Site, contenders []*contender, d time.Duration, tell func(float64)) ([]workload.Outcome, error) {
	var candidates []workload.Candidate
	for _, k := range contenders {
		candidates = append(candidates, site.Candidate(k.name, k.impl, &k.truth))
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

// again is the null: none, a second time.
const again = "none again"

// contenders returns the implementations that o asks for. If there is something to
// compare with none, the null is there too.
func (b *bench) contenders(o options) ([]*contender, error) {
	var all []*contender
	for _, i := range b.implementations {
		if !o.runs(i.name) {
			continue
		}
		impl, err := i.make(o)
		if err != nil {
			return nil, err
		}
		all = append(all, &contender{name: i.name, impl: impl})
		if i.name == implNone && len(o.impl) > 1 {
			all = append(all, &contender{name: again, impl: impl})
		}
	}
	return all, nil
}
