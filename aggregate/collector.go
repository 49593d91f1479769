// Package aggregate turns the samples of all shards into totals: one collector
// goroutine drains the rings, closes windows, and publishes figures that a
// [Snapshot] puts together with the exact counts.
package aggregate

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/whitmetrics/whit/internal/slots"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/sample"
	"github.com/whitmetrics/whit/shard"
)

// ErrStopped is what Flush returns after Stop.
var ErrStopped = errors.New("whit: stopped")

// Options configure a Collector. All must be set.
type Options struct {
	Set           *shard.Set
	FlushInterval time.Duration // longest time between two drains
	Adaptive      bool          // move the sampling rate with the load, by Control
	Control       sample.Controller
	BufferSize    int // as configured; for Meta
	MaxClients    int
	ClientTTL     time.Duration
	NoMeta        bool
}

// Collector owns the consumer side of every ring.
//
//	rings ──drain──▶ windows ──close──▶ cumulative figures ──publish──▶ Snapshot
//	                    ▲
//	cells ──exact counts┘
//
// A drain empties all rings and closes the window of every series that had
// samples in it. It happens when FlushInterval is over, sooner if rings fill
// faster, when a producer finds its ring half full, and on Flush and Stop.
// Figures are published every FlushInterval, and on Flush and Stop: what is
// published is immutable, so readers never wait for the collector.
//
// One goroutine runs all of that, from New to Stop; what it owns is in the last
// group of fields, and no other may touch it.
type Collector struct {
	opts  Options
	set   *shard.Set
	start time.Time

	// Anybody's to read; registrations and removals change them under mu.
	mu      sync.Mutex
	metrics registry         // by order of registration
	sinks   slots.List[sink] // by number of series
	removed removals
	over    bool // the goroutine

	gauges     gaugeCounts  // what gauges share
	overflowed shard.Series // times that a family had no room
	first      *figures     // of every metric that has no others yet

	flushes chan chan struct{}
	stop    chan struct{}
	stopped chan struct{}
	once    sync.Once
	meta    atomic.Pointer[flushMeta]

	// The collector goroutine's own.
	clients   clientPool
	scratch   values              // for the tails
	controls  []sample.Controller // by P
	touched   []*window           // with samples of the shard that is being drained
	dirty     []*window           // with samples since the last drain
	waiting   []pending           // samples of this drain, for their groups to be calibrated
	drainedAt time.Time
	ratedAt   time.Time
	flushMeta flushMeta
	visit     func([]ring.Event)
}

// New returns a collector and starts its goroutine, which Stop ends.
func New(o Options) *Collector {
	c := newCollector(o)
	go c.run()
	return c
}

func newCollector(o Options) *Collector {
	now := time.Now()
	c := &Collector{
		opts: o, set: o.Set, start: now, drainedAt: now, ratedAt: now,
		flushes: make(chan chan struct{}),
		stop:    make(chan struct{}), stopped: make(chan struct{}),
		clients: clientPool{limit: o.MaxClients},
	}
	c.metrics.list.Store(new(slots.List[metric]))
	f := newFigures()
	f.grown = now
	c.first = &f
	c.set.AddLazy(&c.overflowed, shard.Unsampled)
	c.meta.Store(&flushMeta{bytes: c.bytes()})
	c.opts.Control.Start(now)
	c.visit = c.take // once: a method value allocates
	return c
}

// Flush drains all rings and publishes what there is. When it returns nil, every
// sampled event before the call is in the snapshots that follow. It returns
// ctx's error if that ends first, and ErrStopped after Stop.
func (c *Collector) Flush(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	done := make(chan struct{})
	select {
	case c.flushes <- done:
	case <-c.stopped:
		return ErrStopped
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Stop drains all rings, publishes what there is and ends the goroutine. If ctx
// ends before that, Stop returns its error at once, and the goroutine ends by
// itself a moment later. Stop may be called any number of times.
func (c *Collector) Stop(ctx context.Context) error {
	c.once.Do(func() { close(c.stop) })
	select {
	case <-c.stopped:
		return nil
	default:
	}
	select {
	case <-c.stopped:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// run is the collector goroutine.
func (c *Collector) run() {
	defer c.end()
	timer := time.NewTimer(c.opts.FlushInterval)
	defer timer.Stop()
	published := c.start
	for {
		var done chan struct{}
		ended := false
		select {
		case <-timer.C:
		case <-c.set.Wake():
		case done = <-c.flushes:
		case <-c.stop:
			ended = true
			c.judge()
			c.set.Off() // nobody will read more samples
		}
		now := time.Now()
		pause := c.drain(now)
		if ended || done != nil || now.Sub(published) >= c.opts.FlushInterval {
			published = now
			if !ended {
				c.judge()
			}
			c.publish(now)
		}
		switch {
		case ended:
			return
		case done != nil:
			close(done)
		}
		timer.Reset(min(pause, c.opts.FlushInterval-now.Sub(published)))
	}
}
