package aggregate

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Merge returns what several instances, or machines, have come to together: counts,
// rates, sums, variances, buckets and clients add up, intervals and quantiles follow
// from what they are made of, and the extremes of values are those of all. A gauge's
// values add up too; its Max is the largest that one of them had. Metrics are told apart by
// name, series of a family by their labels too: those that one snapshot has alone are
// taken over. Of a name that has different kinds in the two an error says so, and nothing
// is merged. Snapshots may have
// been JSON in between. a and b, which may be nil, stay as they are.
func Merge(a, b *Snapshot) (*Snapshot, error) {
	if a == nil {
		a = &Snapshot{}
	}
	if b == nil {
		b = &Snapshot{}
	}
	s := &Snapshot{At: later(a.At, b.At), Uptime: max(a.Uptime, b.Uptime), Totals: slices.Clone(a.Totals)}
	at, kinds := make(map[string]int, len(s.Totals)), make(map[string]Kind)
	for i := range s.Totals {
		t := &s.Totals[i]
		at[seriesKey(t.Name, t.Labels)] = i
		kinds[t.Name] = t.Kind
	}
	var faults []error
	for i := range b.Totals {
		t := &b.Totals[i]
		if kind, known := kinds[t.Name]; known && kind != t.Kind {
			faults = append(faults, fmt.Errorf("whit: metric %q is a %v and a %v: want the same kind in all snapshots", t.Name, kind, t.Kind))
			kinds[t.Name] = t.Kind // once for all series
			continue
		}
		if k, both := at[seriesKey(t.Name, t.Labels)]; both {
			s.Totals[k].merge(t)
		} else {
			s.Totals = append(s.Totals, *t)
		}
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	s.Meta = a.Meta.merge(&b.Meta, s.Totals)
	return s, nil
}

// merge adds o to t.
func (t *Total) merge(o *Total) {
	t.Critical = t.Critical && o.Critical
	t.Count += o.Count
	t.Rate += o.Rate
	t.Sampled += o.Sampled
	t.Dropped += o.Dropped
	t.Rejected += o.Rejected
	t.taken += o.taken
	t.Start = earlier(t.Start, o.Start)
	t.Updated = later(t.Updated, o.Updated)
	t.Value += o.Value
	t.detail = t.detail.plus(o.detail)
	switch {
	case t.Kind == Gauge:
		t.Max = larger(t.Max, o.Max)
	case t.hasValues() && t.detail != nil:
		t.estimate()
	}
}

// plus returns d and o together; either may be nil.
func (d *detail) plus(o *detail) *detail {
	if d == nil || o == nil {
		return cmp.Or(d, o)
	}
	sum := *d
	sum.cumulative.merge(&o.cumulative)
	sum.check.add(o.check)
	sum.threshold = max(d.threshold, o.threshold)
	sum.clients = d.clients.merge(o.clients)
	if d.values != nil || o.values != nil {
		sum.values = new(values)
		sum.values.merge(d.values, 1)
		sum.values.merge(o.values, 1)
		sum.exposed += o.exposed
		sum.heavy = sum.values.heavy(sum.threshold, sum.exposed)
	}
	return &sum
}

// merge returns the Meta of m and o together, with the checks of these totals.
func (m *Meta) merge(o *Meta, totals []Total) Meta {
	shards := float64(max(m.Shards+o.Shards, 1))
	sum := Meta{
		Shards:     m.Shards + o.Shards,
		BufferSize: m.BufferSize + o.BufferSize,
		Capacity:   m.Capacity + o.Capacity,
		SampleRate: (m.SampleRate*float64(m.Shards) + o.SampleRate*float64(o.Shards)) / shards,
		Added:      m.Added + o.Added,
		Dropped:    m.Dropped + o.Dropped,
		Rejected:   m.Rejected + o.Rejected,
		Flushes:    m.Flushes + o.Flushes,
		FlushTime:  m.FlushTime + o.FlushTime,
		Clients:    m.Clients + o.Clients,
		Series:     m.Series + o.Series,
		Overflowed: m.Overflowed + o.Overflowed,
		Detached:   m.Detached + o.Detached,
		Bytes:      m.Bytes + o.Bytes,
	}
	if sum.Capacity > 0 {
		sum.FillRatio = (m.FillRatio*float64(m.Capacity) + o.FillRatio*float64(o.Capacity)) / float64(sum.Capacity)
	}
	if samples := m.samples() + o.samples(); samples > 0 {
		sum.DropRate = float64(sum.Dropped) / samples
	}
	if sum.Flushes > 0 {
		sum.MeanFlush = sum.FlushTime / time.Duration(sum.Flushes)
	}
	if sum.Shards > 0 {
		sum.judge(totals)
	}
	return sum
}

// samples returns of how many samples DropRate is a share.
func (m *Meta) samples() float64 {
	if m.DropRate == 0 {
		return float64(m.Added)
	}
	return float64(m.Dropped) / m.DropRate
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// larger returns the larger one, or the one that is not NaN.
func larger(a, b float64) float64 {
	if a >= b || b != b {
		return a
	}
	return b
}
