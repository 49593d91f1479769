package compat

import (
	"cmp"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/internal/bounded"
)

// samples estimates clients' records from sampled events, in bounded memory: when
// there are too many clients, one that has not been sampled lately is forgotten.
// Its lock is taken by the collector's goroutine and by readers, never by whoever
// records.
type samples struct {
	mu      sync.Mutex
	records *bounded.Map[sampledClient]
}

type sampledClient struct {
	active time.Time // last sampled connection or message sent; the first sample before any
	counts [fields]aggregate.WeightSum
}

func newSamples(maxClients int) *samples {
	limit := cmp.Or(maxClients, whit.DefaultConfig().MaxClients)
	return &samples{records: bounded.New[sampledClient](limit)}
}

// add takes in a sample of field f.
func (s *samples) add(f field, sample aggregate.Sample) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.records.Use(sample.Client)
	c.counts[f].Add(sample.Weight)
	if f == connections || f == messagesSent || c.active.IsZero() {
		c.active = sample.At
	}
}

func (s *samples) client(id string) (ClientReport, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.records.Peek(id); c != nil {
		return c.report(id), true
	}
	return ClientReport{}, false
}

func (s *samples) clients() []ClientReport {
	s.mu.Lock()
	reports := make([]ClientReport, 0, s.records.Len())
	for id, c := range s.records.All() {
		reports = append(reports, c.report(id))
	}
	s.mu.Unlock()
	slices.SortFunc(reports, func(a, b ClientReport) int { return cmp.Compare(a.ClientID, b.ClientID) })
	return reports
}

// forget removes the clients that were idle for more than ttl.
func (s *samples) forget(now time.Time, ttl time.Duration) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.records.DeleteFunc(func(_ string, c *sampledClient) bool { return now.Sub(c.active) > ttl })
}

// report rounds the estimates to counts, and puts beside each count that was
// sampled how good it is.
func (c *sampledClient) report(id string) ClientReport {
	r := ClientReport{ClientID: id, Estimates: map[string]aggregate.Estimate{}}
	for f := range fields {
		if c.counts[f].Samples == 0 {
			continue
		}
		e := c.counts[f].Estimate()
		*r.at(f) = int64(math.Round(e.Value))
		r.Estimates[f.String()] = e
	}
	return r
}
