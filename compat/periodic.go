package compat

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// periodic runs a task at an interval, on at most one goroutine at a time. The
// zero value is not started.
type periodic struct {
	mu   sync.Mutex
	quit chan struct{} // closed to end the goroutine; nil while none is wanted
	done chan struct{} // closed by the newest goroutine, after all before it; nil before the first
}

// start runs task every so often from now until stop. It does nothing if started.
func (p *periodic) start(every time.Duration, task func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.quit != nil {
		return
	}
	before, quit, done := p.done, make(chan struct{}), make(chan struct{})
	p.quit, p.done = quit, done
	go func() {
		defer close(done)
		// A goroutine that was stopped may still be in its last task. Waiting for it
		// keeps tasks apart, and lets done speak for every goroutine so far.
		if before != nil {
			<-before
		}
		repeat(every, quit, task)
	}()
}

func repeat(every time.Duration, quit <-chan struct{}, task func()) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-quit:
			return
		case <-ticker.C:
			select {
			case <-quit: // a tick that came due during a long task, or with the stop, is not owed
				return
			default:
				task()
			}
		}
	}
}

// stop ends the goroutine after the task it may be in, without waiting for it.
func (p *periodic) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.quit != nil {
		close(p.quit)
		p.quit = nil
	}
}

// stopAndWait is stop, and returns when no goroutine is left or, with an error
// that wraps ctx's, when ctx is over.
func (p *periodic) stopAndWait(ctx context.Context) error {
	p.stop()
	p.mu.Lock()
	done := p.done
	p.mu.Unlock()
	if done == nil {
		return nil
	}
	select {
	case <-done:
		return nil
	default: // what has ended is no error, even under a ctx that is over
	}
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("compat: background task still running: %w", ctx.Err())
	}
}
