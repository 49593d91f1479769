package whitotel

import (
	"context"
	"reflect"
	"slices"
	"sync"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// Deltas returns a producer of what p's figures have grown by since it was last asked, for
// the kinds of instruments that temporality wants so, and of those figures for all
// others. p is a producer of this package. The deltas are one reader's: give each
// its own. [WithPeriodicReader] does that by itself; any other reader is
//
//	whitotel.WithReader(func(p sdkmetric.Producer) (sdkmetric.Reader, error) {
//		return sdkmetric.NewManualReader(sdkmetric.WithTemporalitySelector(selector),
//			sdkmetric.WithProducer(whitotel.Deltas(p, selector))), nil
//	})
//
// A series that is not new and has not grown is left out, and its next delta begins
// where its last one ended, so that deltas add up to the total: exactly, but for the
// rounding of float64 sums. They have no Min and Max. It keeps the last point of each
// series.
func Deltas(p sdk.Producer, temporality sdk.TemporalitySelector) sdk.Producer {
	if temporality == nil {
		temporality = sdk.DefaultTemporalitySelector
	}
	return &deltas{of: p, temporality: temporality}
}

type deltas struct {
	of          sdk.Producer
	temporality sdk.TemporalitySelector

	mu   sync.Mutex       // orders collections
	last map[streamID]any // a points of what each stream last gave out
}

// streamID tells streams apart: two of one name differ in something else.
type streamID struct {
	scope                   instrumentation.Scope
	name, description, unit string
	data                    reflect.Type
	monotonic               bool
}

// points are those of a stream by their attributes.
type points[P any] map[attribute.Distinct]*P

// Produce waits for another collection to end.
func (d *deltas) Produce(ctx context.Context) ([]metricdata.ScopeMetrics, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	all, err := d.of.Produce(ctx)
	if err != nil {
		return nil, err
	}
	now := make(map[streamID]any, len(d.last))
	for i := range all {
		s := &all[i]
		for k := range s.Metrics {
			m := &s.Metrics[k]
			id := streamID{s.Scope, m.Name, m.Description, m.Unit, reflect.TypeOf(m.Data), false}
			m.Data = d.since(m.Data, id, now)
		}
		s.Metrics = slices.DeleteFunc(s.Metrics, func(m metricdata.Metrics) bool { return m.Data == nil })
	}
	d.last = now
	return slices.DeleteFunc(all, func(s metricdata.ScopeMetrics) bool { return len(s.Metrics) == 0 }), nil
}

// since returns what data has grown by, nil for nothing, and notes in now how far that
// takes the stream.
func (d *deltas) since(data metricdata.Aggregation, id streamID, now map[streamID]any) metricdata.Aggregation {
	switch data := data.(type) {
	case metricdata.Sum[int64]:
		return sumSince(d, data, id, now)
	case metricdata.Sum[float64]:
		return sumSince(d, data, id, now)
	case metricdata.ExponentialHistogram[int64]:
		return histogramSince(d, data, id, now)
	case metricdata.ExponentialHistogram[float64]:
		return histogramSince(d, data, id, now)
	}
	return data
}

func sumSince[N int64 | float64](d *deltas, data metricdata.Sum[N], id streamID, now map[streamID]any) metricdata.Aggregation {
	kind := sdk.InstrumentKindUpDownCounter
	if data.IsMonotonic {
		kind = sdk.InstrumentKindCounter
	}
	if d.temporality(kind) != metricdata.DeltaTemporality {
		return data
	}
	type point = metricdata.DataPoint[N]
	id.monotonic = data.IsMonotonic
	data.Temporality = metricdata.DeltaTemporality
	data.DataPoints = grown(d, id, now, data.DataPoints,
		func(p *point) attribute.Distinct { return p.Attributes.Equivalent() },
		func(p, before *point) bool {
			if before == nil || !before.StartTime.Equal(p.StartTime) {
				return true
			}
			p.StartTime = before.Time
			p.Value -= before.Value
			p.Exemplars = exemplarsSince(p.Exemplars, before.Time)
			return p.Value != 0
		})
	if len(data.DataPoints) == 0 {
		return nil
	}
	return data
}

func histogramSince[N int64 | float64](d *deltas, data metricdata.ExponentialHistogram[N], id streamID, now map[streamID]any) metricdata.Aggregation {
	if d.temporality(sdk.InstrumentKindHistogram) != metricdata.DeltaTemporality {
		return data
	}
	type point = metricdata.ExponentialHistogramDataPoint[N]
	data.Temporality = metricdata.DeltaTemporality
	data.DataPoints = grown(d, id, now, data.DataPoints,
		func(p *point) attribute.Distinct { return p.Attributes.Equivalent() },
		func(p, before *point) bool {
			p.Min, p.Max = metricdata.Extrema[N]{}, metricdata.Extrema[N]{} // a delta's own are not known
			if before == nil || !before.StartTime.Equal(p.StartTime) {
				return true
			}
			p.StartTime = before.Time
			p.Count -= before.Count
			p.Sum -= before.Sum
			p.Exemplars = exemplarsSince(p.Exemplars, before.Time)
			p.ZeroCount -= before.ZeroCount
			p.PositiveBucket = bucketsSince(p.PositiveBucket, before.PositiveBucket)
			p.NegativeBucket = bucketsSince(p.NegativeBucket, before.NegativeBucket)
			return p.Count != 0 // if the sum alone has grown, the next delta has it
		})
	if len(data.DataPoints) == 0 {
		return nil
	}
	return data
}

// grown returns the points of a stream that have grown. subtract takes off what was given
// out before, nil if the series is new, and reports whether anything is left.
func grown[P any](d *deltas, id streamID, now map[streamID]any, list []P, key func(*P) attribute.Distinct, subtract func(p, before *P) bool) []P {
	last, _ := d.last[id].(points[P])
	next := make(points[P], len(list))
	now[id] = next
	left := make([]P, 0, len(list))
	for i := range list {
		p, k := list[i], key(&list[i])
		before := last[k]
		if subtract(&p, before) {
			left = append(left, p)
			before = &list[i]
		}
		next[k] = before
	}
	return left
}

// bucketsSince returns what all buckets have grown by: no bucket ever falls, or goes.
func bucketsSince(now, before metricdata.ExponentialBucket) metricdata.ExponentialBucket {
	counts := slices.Clone(now.Counts)
	for i, n := range before.Counts {
		counts[i+int(before.Offset-now.Offset)] -= n
	}
	return metricdata.ExponentialBucket{Offset: now.Offset, Counts: counts}
}
