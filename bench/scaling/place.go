package main

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"time"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/ring"
)

// A place is a combination of GOMAXPROCS and a number of metrics, and what was found
// there. Times are medians.
type place struct {
	Procs   int `json:"gomaxprocs"`
	Metrics int `json:"metrics"`

	Reached int `json:"shards_with_events"` // of Procs; the median over the drains
	Slots   int `json:"slots"`              // of all rings

	// EventNS is what each event adds to a flush, unless flushes vary by more than that.
	EventNS    *float64 `json:"drained_event_ns,omitempty"`
	FlushNS    float64  `json:"flush_ns"`   // of one that finds nothing to drain
	PublishNS  float64  `json:"publish_ns"` // of one that finds an event of each metric
	SnapshotNS float64  `json:"snapshot_ns"`

	Bytes     int   `json:"bytes"`      // as Meta tells
	HeapBytes int64 `json:"heap_bytes"` // by which the heap grew

	// What an event costs in relation to that at the reference, and on how many shards
	// that was measured: see relate.
	Inc    float64 `json:"inc_ratio"`
	Record float64 `json:"record_ratio"`
	Timed  int     `json:"shards_timed"`
}

// eventsEach is how many events each shard gets between two drains: less than half of
// its ring, which would wake the collector.
const eventsEach = 200

// visit measures all at a place but the costs of events. GOMAXPROCS is that of the
// place meanwhile.
func visit(ctx context.Context, procs, metrics, repeat int) (place, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
	p := place{Procs: procs, Metrics: metrics}
	before := heap()
	m, values, err := instance(metrics, whit.Config{SampleRate: 1, FlushInterval: time.Hour})
	if err != nil {
		return p, err
	}
	defer m.Stop(ctx)
	if err := p.drain(ctx, m, values[0], repeat); err != nil {
		return p, err
	}
	for part := range slices.Chunk(values, eventsEach) { // all have to be in use
		recordEach(part)
		if _, err := flush(ctx, m); err != nil {
			return p, err
		}
	}
	var snapshots []float64
	for range 10 * repeat { // they are short
		start := time.Now()
		s := m.Snapshot()
		snapshots = append(snapshots, float64(time.Since(start)))
		p.Bytes, p.Slots = s.Meta.Bytes, s.Meta.Capacity
	}
	p.SnapshotNS = median(snapshots)
	p.HeapBytes = heap() - before
	runtime.KeepAlive(values)
	return p, p.publish(ctx, repeat)
}

// instance returns a Metrics with so many distributions.
func instance(metrics int, c whit.Config) (*whit.Metrics, []*whit.Distribution, error) {
	m, err := whit.New(c)
	if err != nil {
		return nil, nil, err
	}
	values := make([]*whit.Distribution, metrics)
	for i := range values {
		values[i] = m.Distribution(fmt.Sprintf("values.%d", i))
	}
	return m, values, nil
}

// drain times flushes with events and without, in turns.
func (p *place) drain(ctx context.Context, m *whit.Metrics, d *whit.Distribution, repeat int) error {
	var added, empty, reached []float64
	sent := 0
	for range repeat {
		n := spread(p.Procs, eventsEach, func() { d.Record(1) })
		full, err := flush(ctx, m)
		if err != nil {
			return err
		}
		spread(p.Procs, 0, nil) // what it leaves behind is in both
		none, err := flush(ctx, m)
		if err != nil {
			return err
		}
		sent += n * eventsEach
		added = append(added, (full-none)/float64(n*eventsEach))
		empty, reached = append(empty, none), append(reached, float64(n))
	}
	if t, _ := m.Snapshot().Total("values.0"); int(t.Sampled+t.Dropped) != sent {
		return fmt.Errorf("%d of %d events were drained", t.Sampled+t.Dropped, sent)
	}
	slices.Sort(added)
	if event := meter.Quantile(added, 0.5); event > meter.Quantile(added, 0.75)-meter.Quantile(added, 0.25) {
		p.EventNS = &event
	}
	p.FlushNS, p.Reached = median(empty), int(median(reached))
	return nil
}

// publish times flushes that have something of each metric to publish, on an instance
// of its own, with rings in which there is room for that.
func (p *place) publish(ctx context.Context, repeat int) error {
	m, values, err := instance(p.Metrics, whit.Config{
		SampleRate: 1, FlushInterval: time.Hour, BufferSize: min(4*p.Metrics*p.Procs, ring.MaxCapacity),
	})
	if err != nil {
		return err
	}
	defer m.Stop(ctx)
	var took []float64
	for range repeat {
		recordEach(values)
		ns, err := flush(ctx, m)
		if err != nil {
			return err
		}
		took = append(took, ns)
	}
	p.PublishNS = median(took)
	return nil
}

func recordEach(values []*whit.Distribution) {
	for i, d := range values {
		d.Record(float64(i + 1))
	}
}

func flush(ctx context.Context, m *whit.Metrics) (ns float64, err error) {
	start := time.Now()
	err = m.Flush(ctx)
	return float64(time.Since(start)), err
}

// heap returns the bytes in use on the heap.
func heap() int64 {
	var s runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc)
}

func median(values []float64) float64 {
	return meter.Quantile(slices.Sorted(slices.Values(values)), 0.5)
}
