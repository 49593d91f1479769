package main

import (
	"context"
	"errors"
	"time"
)

// again is the null: none, a second time.
const again = "none again"

// closing is how long the end of a run may take.
const closing = 10 * time.Second

// A contender is an implementation with the truth of its own events.
type contender[M, T any] struct {
	name    string
	metrics M
	truth   T
}

// contend returns the implementations that o asks for. If there is something to
// compare with none, the null is there too.
func contend[T, M any](o options, from []implementation[M]) ([]*contender[M, T], error) {
	var all []*contender[M, T]
	for _, i := range from {
		if !o.runs(i.name) {
			continue
		}
		m, err := i.make(o)
		if err != nil {
			return nil, err
		}
		all = append(all, &contender[M, T]{name: i.name, metrics: m})
		if i.name == implNone && len(o.impl) > 1 {
			all = append(all, &contender[M, T]{name: again, metrics: m})
		}
	}
	return all, nil
}

// end ends all, even if ctx has.
func end[M, T any](ctx context.Context, all []*contender[M, T], stop func(M, context.Context) error) (err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), closing)
	defer cancel()
	for _, c := range all {
		err = errors.Join(err, stop(c.metrics, ctx))
	}
	return err
}
