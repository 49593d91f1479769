package openloop

import (
	"context"
	"time"
)

// SystemClock returns the clock of the system, for one goroutine. When ctx ends, Until
// returns its cause. The caller closes the clock.
//
// Where the platform has a timer that the poller of the network can wait for (Linux),
// Until is late by what it takes to wake a goroutine; elsewhere an idle process may
// sleep on to the next millisecond.
func SystemClock(ctx context.Context) (*System, error) {
	c := &System{ctx: ctx}
	return c, c.open()
}

// Now is time.Now.
func (*System) Now() time.Time { return time.Now() }

// Until returns at t, or with the error of the context.
func (c *System) Until(t time.Time) error {
	for left := time.Until(t); left > 0; left = time.Until(t) {
		if err := c.sleep(left); err != nil {
			return err
		}
	}
	return context.Cause(c.ctx)
}
