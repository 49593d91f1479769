//go:build !linux

package openloop

import (
	"context"
	"time"
)

// System is the clock of the system.
type System struct {
	ctx   context.Context
	timer *time.Timer
}

func (c *System) open() error {
	c.timer = time.NewTimer(0)
	return nil
}

// sleep lets d pass.
func (c *System) sleep(d time.Duration) error {
	c.timer.Reset(d)
	select {
	case <-c.timer.C:
		return nil
	case <-c.ctx.Done():
		return context.Cause(c.ctx)
	}
}

// Close frees the timer.
func (c *System) Close() error {
	c.timer.Stop()
	return nil
}
