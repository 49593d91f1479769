package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"runtime"
	"time"

	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/peers/subject"
	"github.com/whitmetrics/whit/bench/show"
)

// A measurement is of one family. Its subjects take turns throughout, so that a noisy
// minute hits all alike.
type measurement struct {
	family   subject.Family
	subjects []subject.Subject
	duration time.Duration
	seed     uint64
	stderr   io.Writer
}

// The shares of a measurement's time.
const (
	shortShare    = 0.4
	longShare     = 0.15
	parallelShare = 0.2
	plainShare    = 1 - shortShare - longShare - parallelShare
)

// measured is what there is of a family: the null first, then the subjects.
type measured struct {
	short, long []meter.Result
	parallel    []meter.Result // short work on all processors; nil if there is only one
	plain       plainTimes
	lost        []losses // of the subjects
}

// losses are the shares of samples that were lost; NaN for a subject that does not sample.
type losses struct{ paired, plain float64 }

func (m measurement) part(share float64) time.Duration {
	return time.Duration(share * float64(m.duration))
}

func (m measurement) run(ctx context.Context) (found family, err error) {
	var instances []*subject.Instance
	defer func() {
		for _, i := range instances {
			err = errors.Join(err, i.End())
		}
	}()
	for _, s := range m.subjects {
		i, err := s.Open()
		if err != nil {
			return family{}, fmt.Errorf("%s: %w", s.Name(), err)
		}
		instances = append(instances, i)
	}
	var all measured
	short, long := paired{"short work", subject.Short, subject.ShortCopy, 1}, paired{"long work", subject.Long, subject.Long, 1}
	if all.short, err = m.paired(ctx, short, m.part(shortShare), instances); err != nil {
		return family{}, err
	}
	if all.long, err = m.paired(ctx, long, m.part(longShare), instances); err != nil {
		return family{}, err
	}
	if procs := runtime.GOMAXPROCS(0); procs > 1 {
		parallel := paired{"short work, parallel", subject.Short, subject.ShortCopy, procs}
		if all.parallel, err = m.paired(ctx, parallel, m.part(parallelShare), instances); err != nil {
			return family{}, err
		}
	}
	all.lost = make([]losses, len(instances))
	if err := lost(ctx, instances, func(k int, share float64) { all.lost[k].paired = share }); err != nil {
		return family{}, err
	}
	if all.plain, err = m.plain(ctx, m.part(plainShare), instances); err != nil {
		return family{}, err
	}
	if err := lost(ctx, instances, func(k int, share float64) { all.lost[k].plain = share }); err != nil {
		return family{}, err
	}
	return newFamily(m.family, m.subjects, all), nil
}

// lost tells the share of samples that each instance has lost since it was asked last.
func lost(ctx context.Context, instances []*subject.Instance, tell func(k int, share float64)) error {
	for k, i := range instances {
		share := math.NaN()
		if i.Lost != nil {
			var err error
			if share, err = i.Lost(ctx); err != nil {
				return err
			}
		}
		tell(k, share)
	}
	return nil
}

// paired is a kind of paired blocks: the work, and a copy of it for the null.
type paired struct {
	name       string
	work, copy subject.Work
	procs      int
}

// paired measures the null, which is the work's copy against it, and all instances.
func (m measurement) paired(ctx context.Context, p paired, d time.Duration, instances []*subject.Instance) ([]meter.Result, error) {
	subjects := []meter.Subject{{Name: "null", Base: p.work.Run, With: p.copy.Run}}
	for k, i := range instances {
		subjects = append(subjects, meter.Subject{
			Name: m.subjects[k].Name(), Base: p.work.Run, With: func(n int) { i.Run(p.work, n) },
		})
	}
	tell := show.Progress(m.stderr, string(m.family)+", "+p.name)
	defer tell(1)
	return meter.MeasureFor(ctx, d, meter.Config{Procs: p.procs, Seed: m.seed}, func(share float64) { tell(min(share, 0.99)) }, subjects...)
}
