package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"time"
)

// maxRounds bounds a measurement that has time for more.
const maxRounds = 1000

// A measurement is a comparison of two sides in turns.
type measurement struct {
	base, head *side
	bench      string
	slice      time.Duration
}

// run measures rounds until the time is over, minRounds of them at least, and returns
// how many there were. In a round each side runs once, in random order, with the same
// layout.
func (m measurement) run(ctx context.Context, dir, prefix string, d time.Duration, most int) (rounds int, err error) {
	base, head, err := create(dir, prefix)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, base.Close(), head.Close()) }()
	turns := []turn{{m.base, base}, {m.head, head}}
	end := time.Now().Add(d)
	for ; rounds < most && (rounds < minRounds || time.Now().Before(end)); rounds++ {
		rand.Shuffle(len(turns), func(i, j int) { turns[i], turns[j] = turns[j], turns[i] })
		for _, t := range turns {
			if err := t.side.run(ctx, rounds, m.bench, m.slice, t.file); err != nil {
				return rounds, err
			}
		}
	}
	return rounds, nil
}

// A turn is a side's part of a round.
type turn struct {
	side *side
	file *os.File
}
