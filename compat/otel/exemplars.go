package whitotel

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/sdk/metric/exemplar"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/trace"
)

const (
	keptExemplars = 4   // of a series
	exemplarShare = 32  // one in so many measurements takes the place of one that was not exported yet
	maxFiltered   = 512 // bytes of attributes that an exemplar has
)

// exemplars are a few measurements of a series, mostly recent ones. Nobody waits.
type exemplars struct {
	slots [keptExemplars]atomic.Pointer[kept]
}

// kept is a measurement. It is immutable, but for exported.
type kept struct {
	exemplar.Exemplar
	exported atomic.Bool // by some reader
}

// slot returns where the measurement in hand is to be put, or nil.
func (e *exemplars) slot() *atomic.Pointer[kept] {
	r := rand.Uint32()
	s := &e.slots[r%keptExemplars]
	if old := s.Load(); old != nil && !old.exported.Load() && r/keptExemplars%exemplarShare != 0 {
		return nil
	}
	return s
}

// noteAdd and noteRecord keep a measurement as an exemplar, if it is one that is wanted. They
// come before the measurement is recorded: so a call keeps nothing of its arguments for
// later, which where there are no exemplars would be most of what they cost.
func noteAdd[B any, N int64 | float64](ctx context.Context, f *family[B], v N, options []metric.AddOption) {
	if f.exemplify(ctx) {
		if slot := f.toAdd(options).exemplars.slot(); slot != nil {
			slot.Store(measured(ctx, v, f.filtered(addSet(options))))
		}
	}
}

func noteRecord[B any, N int64 | float64](ctx context.Context, f *family[B], v N, options []metric.RecordOption) {
	if f.exemplify(ctx) && math.Abs(float64(v)) <= math.MaxFloat64 {
		if slot := f.toRecord(options).exemplars.slot(); slot != nil {
			slot.Store(measured(ctx, v, f.filtered(recordSet(options))))
		}
	}
}

func measured[N int64 | float64](ctx context.Context, v N, filtered []attribute.KeyValue) *kept {
	k := &kept{Exemplar: exemplar.Exemplar{Time: time.Now(), Value: exemplar.NewValue(v), FilteredAttributes: filtered}}
	if span := trace.SpanContextFromContext(ctx); span.IsValid() {
		traceID, spanID := span.TraceID(), span.SpanID()
		k.TraceID, k.SpanID = traceID[:], spanID[:]
	}
	return k
}

// filtered returns those attributes that a view takes out, in memory of their own and as
// many as take no more than maxFiltered bytes.
func (f *family[B]) filtered(set attribute.Set) (list []attribute.KeyValue) {
	if f.keep == nil {
		return nil
	}
	_, dropped := set.Filter(f.keep)
	left := maxFiltered
	for _, kv := range dropped {
		if n := pairSize(kv); n <= left {
			left -= n
			list = append(list, kv)
		}
	}
	list, _ = mapAll(list, func(s string) (string, bool) { return strings.Clone(valid(s)), true })
	return list
}

// exemplarsOf returns the exemplars of s up to then, the oldest first.
func exemplarsOf[N int64 | float64, B any](s *series[B], at time.Time) (list []metricdata.Exemplar[N]) {
	if s.exemplars == nil {
		return nil
	}
	for i := range s.exemplars.slots {
		k := s.exemplars.slots[i].Load()
		if k == nil || k.Time.After(at) {
			continue
		}
		k.exported.Store(true)
		list = append(list, metricdata.Exemplar[N]{
			FilteredAttributes: slices.Clone(k.FilteredAttributes), Time: k.Time, Value: numberOf[N](k.Value),
			SpanID: slices.Clone(k.SpanID), TraceID: slices.Clone(k.TraceID),
		})
	}
	slices.SortFunc(list, func(a, b metricdata.Exemplar[N]) int { return a.Time.Compare(b.Time) })
	return list
}

// numberOf returns a value that was made of an N.
func numberOf[N int64 | float64](v exemplar.Value) N {
	if v.Type() == exemplar.Int64ValueType {
		return N(v.Int64())
	}
	return N(v.Float64())
}

// exemplarsSince returns those that are younger.
func exemplarsSince[N int64 | float64](list []metricdata.Exemplar[N], begin time.Time) []metricdata.Exemplar[N] {
	return slices.DeleteFunc(slices.Clone(list), func(e metricdata.Exemplar[N]) bool { return !e.Time.After(begin) })
}
