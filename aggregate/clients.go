package aggregate

import (
	"cmp"
	"math"
	"slices"
)

// ClientTotal is one client's part of a metric, estimated from its sampled events since
// it was last unknown.
type ClientTotal struct {
	Client  string
	Count   Estimate // events
	Sum     Estimate // of their values; of a counter, of the amounts
	Samples uint64   // what both rest on
}

// minClientSamples is the least number of samples that a client is listed with: of
// those with fewer, the ones that chance favoured would lead the list.
const minClientSamples = 10

// topClients is what is published of a sketch. It is immutable.
type topClients struct {
	clients []client // with samples enough, in no order
	others  float64  // the most that any other had
}

// top returns what there is to publish.
func (s *sketch) top() *topClients {
	t := &topClients{others: s.evicted}
	listed := 0
	for i := range s.clients {
		if c := &s.clients[i]; c.samples >= minClientSamples {
			listed++
		} else {
			t.others = max(t.others, c.most())
		}
	}
	t.clients = make([]client, 0, listed)
	for i := range s.clients {
		if s.clients[i].samples >= minClientSamples {
			t.clients = append(t.clients, s.clients[i])
		}
	}
	return t
}

// merge returns what t and o come to together; either may be nil. A client that one of
// them does not list may have had there as many events as any that is not listed.
func (t *topClients) merge(o *topClients) *topClients {
	if t == nil || o == nil {
		return cmp.Or(t, o)
	}
	sum := &topClients{clients: slices.Clone(t.clients), others: t.others + o.others}
	at := make(map[string]int, len(t.clients))
	for i := range sum.clients {
		at[sum.clients[i].name] = i
		sum.clients[i].floor = roundUp(float64(sum.clients[i].floor) + o.others)
	}
	for _, c := range o.clients {
		i, both := at[c.name]
		if !both {
			c.floor = roundUp(float64(c.floor) + t.others)
			sum.clients = append(sum.clients, c)
			continue
		}
		to := &sum.clients[i]
		to.floor = roundUp(float64(t.clients[i].floor) + float64(c.floor))
		to.merge(&c)
	}
	return sum
}

// TopClients returns the k clients with the most events, as far as they can be told
// from the rest, the first first: those with ten samples or more. Intervals allow for
// events before a client was known. It is nil for gauges and where no client was given.
// It takes some ten microseconds.
func (t Total) TopClients(k int) []ClientTotal {
	if t.detail == nil || t.detail.clients == nil || k <= 0 {
		return nil
	}
	listed := slices.Clone(t.detail.clients.clients)
	slices.SortFunc(listed, func(a, b client) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.name, b.name))
	})
	totals := make([]ClientTotal, min(k, len(listed)))
	largest := max(math.Abs(t.detail.min), math.Abs(t.detail.max))
	for i := range totals {
		c := &listed[i]
		totals[i] = ClientTotal{
			Client:  c.name,
			Count:   c.events(),
			Sum:     c.total(float64(c.floor)*largest, t.detail.min < 0),
			Samples: c.samples,
		}
	}
	return totals
}

// events estimates the number of events.
func (c *client) events() Estimate {
	s := WeightSum{c.samples, c.weight, c.spread, float64(c.largest)}
	return s.estimate(float64(c.floor))
}

// total estimates the sum of the values, of which unseen at most may have gone by:
// exact if every event was a sample. For values that are not negative the interval is
// a gamma distribution's, above with one more sample like the largest; for others the
// normal one's.
func (c *client) total(unseen float64, negative bool) Estimate {
	top := float64(c.top)
	e := Estimate{Value: c.sum, StdErr: math.Sqrt(c.variance), Low: c.sum, High: c.sum + unseen}
	switch {
	case negative:
		e.Low -= normal975*e.StdErr + unseen
		e.High += normal975 * e.StdErr
	case c.sum == 0: // of nothing but zeros there is no telling what the others are
		e.High = math.Inf(1)
	case c.variance > 0:
		e.Low = gammaBound(c.sum, c.variance, -normal975)
		e.High = gammaBound(c.sum+top, c.variance+top*top, normal975) + unseen
	}
	if math.IsNaN(e.High) { // out of the range of floats
		e.High = math.Inf(1)
	}
	return e
}
