package main

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/sample"
	"github.com/whitmetrics/whit/shard"
)

const (
	plainName    = "plain"
	criticalName = "critical"
)

// A pipeline is whit with two metrics, from the record of an event to the snapshot.
// It belongs to one goroutine.
type pipeline interface {
	record(v float64)
	recordCritical(v float64)
	setRate(p float64)
	// Flush, Snapshot and Stop are those of whit.Metrics.
	Flush(context.Context) error
	Snapshot() *aggregate.Snapshot
	Stop(context.Context) error
}

// hooks are told of each metric's samples, on the collector's goroutine.
type hooks struct{ plain, critical func(aggregate.Sample) }

// newPipeline returns one for windows of n events.
func newPipeline(r rating, n int, seed uint64, h hooks) (pipeline, error) {
	if r.fixed() {
		return newPublic(r.configured(), buffer(r, n), seed, h)
	}
	return newInner(r.configured(), buffer(r, n), seed, h), nil
}

// buffer returns ring slots enough for a window's samples to fill less than half of
// any ring, so that the collector sleeps until it is asked to flush: at the mean rate,
// with a tenth of the events for those that are taken for certain.
func buffer(r rating, n int) int {
	return int(4*float64(n)*(r.mean()+.1)) * runtime.GOMAXPROCS(0)
}

// public is whit as its users have it. It has one rate.
type public struct {
	*whit.Metrics
	plain, critical *whit.Distribution
}

func newPublic(rate float64, slots int, seed uint64, h hooks) (*public, error) {
	m, err := whit.New(whit.Config{
		SampleRate: rate, FixedRate: true, Seed: seed,
		BufferSize: slots, FlushInterval: time.Hour, NoMeta: true,
	})
	if err != nil {
		return nil, err
	}
	return &public{
		Metrics:  m,
		plain:    m.Distribution(plainName, whit.OnSample(h.plain)),
		critical: m.Distribution(criticalName, whit.Critical(), whit.OnSample(h.critical)),
	}, nil
}

func (p *public) record(v float64)         { p.plain.Record(v) }
func (p *public) recordCritical(v float64) { p.critical.Record(v) }
func (p *public) setRate(float64)          {}

// inner is what a whit.Metrics is made of, with a rate that is set from outside.
type inner struct {
	*aggregate.Collector
	set             *shard.Set
	plain, critical shard.Series
}

func newInner(rate float64, slots int, seed uint64, h hooks) *inner {
	set := shard.NewSet(shard.Options{Slots: slots, Rate: sample.NewRate(rate), Seed: seed})
	p := &inner{set: set, Collector: aggregate.New(aggregate.Options{
		Set: set, FlushInterval: time.Hour, BufferSize: slots, MaxClients: 1, ClientTTL: time.Hour, NoMeta: true,
	})}
	p.AddValues(aggregate.Desc{Name: plainName, Kind: aggregate.Distribution, OnSample: h.plain}, &p.plain)
	p.AddValues(aggregate.Desc{Name: criticalName, Kind: aggregate.Distribution, Critical: true, OnSample: h.critical}, &p.critical)
	return p
}

func (p *inner) record(v float64)         { record(&p.plain, v) }
func (p *inner) recordCritical(v float64) { record(&p.critical, v) }
func (p *inner) setRate(rate float64)     { p.set.SetRate(sample.NewRate(rate)) }

// record is a Distribution's.
func record(s *shard.Series, v float64) {
	if !s.Threshold().Holds(v) {
		s.RecordBeyond(v, "")
		return
	}
	s.Record(procpin.Pin(), 1, v, "")
}

// totals flushes, and returns what both metrics have come to.
func totals(ctx context.Context, p pipeline) (plain, critical aggregate.Total, err error) {
	if err := p.Flush(ctx); err != nil {
		return plain, critical, err
	}
	s := p.Snapshot()
	plain, _ = s.Total(plainName)
	critical, _ = s.Total(criticalName)
	if n := plain.Dropped + critical.Dropped; n > 0 {
		err = fmt.Errorf("%d samples found a ring full: want none", n)
	}
	return plain, critical, err
}
