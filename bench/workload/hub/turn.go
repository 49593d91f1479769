package hub

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/whitmetrics/whit/bench/workload"
	"github.com/whitmetrics/whit/compat"
)

// Candidate returns metrics as a candidate that serves on h. What the clients count is
// added to truth. Its operations are messages delivered, and their latencies those
// from being queued to being acknowledged.
func (h *Hub) Candidate(name string, m compat.WebSocketMetrics, truth *Truth) workload.Candidate {
	t := newTenant(m, len(h.clients))
	return workload.Candidate{Name: name, Load: func(ctx context.Context, d time.Duration) (workload.Slice, error) {
		slice, seen, err := h.turn(ctx, t, d)
		truth.add(seen)
		return slice, err
	}}
}

// turn has all clients connect, send for the time d, and hang up.
func (h *Hub) turn(ctx context.Context, t *tenant, d time.Duration) (workload.Slice, Truth, error) {
	h.current.Store(t)
	until := time.Now().Add(d)
	slice := workload.Slice{Latency: new(workload.Histogram)}
	here, err := h.connect(t, until)
	var odd Truth
	if err == nil {
		odd, err = converse(ctx, h.Address(), here, until)
	}
	for _, c := range here {
		err = errors.Join(err, c.hangUp())
		odd.add(c.seen)
		slice.Latency.Merge(&c.times)
	}
	if ctx.Err() != nil {
		err = context.Cause(ctx) // and what follows from it
	}
	if err == nil && odd.Accepted != odd.Delivered {
		err = fmt.Errorf("hub: recipients have accepted %d messages, senders know of %d", odd.Accepted, odd.Delivered)
	}
	slice.Operations = uint64(odd.Delivered)
	return slice, odd, err
}

// connect connects all clients, before any of them sends, and returns those that are
// to hang up.
func (h *Hub) connect(t *tenant, until time.Time) (here []*client, err error) {
	for i, c := range h.clients {
		if err := c.connect(h.Address(), t.seen[i], until); err != nil {
			return here, fmt.Errorf("hub: %s: %w", c.name, err)
		}
		t.seen[i] = true
		here = append(here, c)
	}
	return here, nil
}

// converse returns when no client has anything unsettled.
func converse(ctx context.Context, address string, here []*client, until time.Time) (odd Truth, err error) {
	var talking sync.WaitGroup
	for _, c := range here {
		defer c.abandon(ctx)()
		talking.Go(func() { c.send(until) })
	}
	odd, err = strangers(address, until)
	talking.Wait()
	return odd, err
}
