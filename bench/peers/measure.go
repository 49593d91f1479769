package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/peers/subject"
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

// Of a measurement's time paired blocks after short work take a half, after long work a
// fifth, and plain timings the rest.
const (
	shortShare = 0.5
	longShare  = 0.2
	plainShare = 1 - shortShare - longShare
)

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
	short, err := m.paired(ctx, subject.Short, subject.ShortCopy, m.part(shortShare), instances)
	if err != nil {
		return family{}, err
	}
	long, err := m.paired(ctx, subject.Long, subject.Long, m.part(longShare), instances)
	if err != nil {
		return family{}, err
	}
	plain, err := m.plain(ctx, m.part(plainShare), instances)
	if err != nil {
		return family{}, err
	}
	return newFamily(m.family, m.subjects, short, long, plain), nil
}

// errTime ends a measurement that has had its time.
var errTime = errors.New("the time is up")

// paired measures the null, which is copy against w, and all instances after w.
func (m measurement) paired(ctx context.Context, w, copy subject.Work, d time.Duration, instances []*subject.Instance) ([]meter.Result, error) {
	subjects := []meter.Subject{{Name: "null", Base: w.Run, With: copy.Run}}
	for k, i := range instances {
		subjects = append(subjects, meter.Subject{
			Name: m.subjects[k].Name(), Base: w.Run, With: func(n int) { i.Run(w, n) },
		})
	}
	what := map[subject.Work]string{subject.Short: "short work", subject.Long: "long work"}[w]
	show := progress(m.stderr, string(m.family)+", "+what)
	defer show(1)
	start := time.Now()
	limited, cancel := context.WithTimeoutCause(ctx, d, errTime)
	defer cancel()
	results, err := meter.Measure(limited, meter.Config{
		Pairs:    math.MaxInt32 / len(subjects), // more than there is time for
		Seed:     m.seed,
		Progress: func(int, int) { show(min(float64(time.Since(start))/float64(d), 0.99)) },
	}, subjects...)
	if errors.Is(err, errTime) {
		err = nil
	}
	return results, err
}
