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

// HoldClients keeps the clients' lock taken until release is called.
func (m *Metrics) HoldClients() (release func()) {
	m.sampled.mu.Lock()
	return m.sampled.mu.Unlock
}
