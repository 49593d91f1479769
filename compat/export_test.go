package compat

import (
	"context"
	"time"
)

// Periodic lets tests run a task that lasts, which a cleanup never does.
type Periodic struct{ p periodic }

func (p *Periodic) Start(every time.Duration, task func()) { p.p.start(every, task) }
func (p *Periodic) Stop()                                  { p.p.stop() }
func (p *Periodic) StopAndWait(ctx context.Context) error  { return p.p.stopAndWait(ctx) }
