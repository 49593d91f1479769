package compat

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	"golang.org/x/sys/cpu"
)

// Metrics is [WebSocketMetrics] with whit underneath: recording takes no lock, and
// memory does not grow with the number of clients. Make one with [New], and end its
// goroutine with [Metrics.StopBackgroundTasks].
//
// Every total is exact at any sample rate. The average latency and the clients'
// records are estimates from sampled events, with their error beside them under
// "estimates". A client has a record from its first sampled event on, be that a
// connection or not; at most whit.Config.MaxClients have one at a time. Samples that
// a full ring has dropped are represented by those it took, of whichever clients.
//
// At a SampleRate of 1 every figure is exact, as [Legacy]'s are, and it is a Legacy
// that keeps the clients: recording then takes its mutex, and memory grows with
// every client until a cleanup.
//
// A latency that is NaN or infinite is counted as a message, and left out of the
// average. Reading waits up to a second for the samples so far to be taken in.
type Metrics struct {
	whit    *whit.Metrics
	noMeta  bool
	start   time.Time
	cleanup periodic

	counters [fields]*whit.Counter // nil at messagesSent:
	latency  *whit.Distribution    // a message sent is a value of it, in milliseconds
	moves    [len(breakerTexts)]*whit.Counter

	exact   *Legacy  // keeps the clients at a sample rate of 1, and is nil at any other
	sampled *samples // keeps them otherwise

	// What is reported as of the last call is shared by all; a line for each that
	// changes with other calls.
	_        cpu.CacheLinePad
	ended    atomic.Int64 // connections that are active no more
	_        cpu.CacheLinePad
	queue    atomic.Int64
	_        cpu.CacheLinePad
	queueMax atomic.Int64
	state    atomic.Uint32
	_        cpu.CacheLinePad
}

var _ WebSocketMetrics = (*Metrics)(nil)

// New returns metrics that start at 0, with a closed circuit breaker and whit's one
// goroutine. Its errors are those of [whit.New].
func New(c whit.Config) (*Metrics, error) {
	w, err := whit.New(c)
	if err != nil {
		return nil, err
	}
	m := &Metrics{whit: w, noMeta: c.NoMeta, start: time.Now()}
	if c.SampleRate == 1 && !c.CountsOnly {
		m.exact = NewLegacy()
	} else {
		m.sampled = newSamples(c.MaxClients)
	}
	for f := range fields {
		m.register(f)
	}
	for s, text := range breakerTexts {
		m.moves[s] = w.Counter("websocket_circuit_breaker_"+text, whit.Critical())
	}
	return m, nil
}

// register makes the metric of field f.
func (m *Metrics) register(f field) {
	var options []whit.MetricOption
	if m.sampled != nil {
		options = append(options, whit.OnSample(func(s aggregate.Sample) { m.sampled.add(f, s) }))
	}
	if f.critical() {
		options = append(options, whit.Critical())
	}
	if f == messagesSent {
		m.latency = m.whit.Distribution("websocket_send_latency", append(options, whit.Unit("milliseconds"))...)
		return
	}
	m.counters[f] = m.whit.Counter("websocket_"+f.String(), options...)
}

// Whit returns what is underneath, for exporting it by other means than Report.
func (m *Metrics) Whit() *whit.Metrics { return m.whit }

// StartAutomaticCleanup removes clients idle for more than 1 hour, every 5 minutes
// from now. It does nothing if already started.
func (m *Metrics) StartAutomaticCleanup() {
	m.cleanup.start(cleanupInterval, func() { m.CleanupInactiveClients(defaultClientTTL) })
}

// StopAutomaticCleanup ends what StartAutomaticCleanup started, without waiting
// for a cleanup that is under way.
func (m *Metrics) StopAutomaticCleanup() { m.cleanup.stop() }

// CleanupInactiveClients removes the clients that were idle for more than ttl, 1
// hour if ttl is 0, and returns how many: of those that have been sampled, unless
// the sample rate is 1.
func (m *Metrics) CleanupInactiveClients(ttl time.Duration) int {
	if m.exact != nil {
		return m.exact.CleanupInactiveClients(ttl)
	}
	if ttl == 0 {
		ttl = defaultClientTTL
	}
	m.refresh()
	return m.sampled.forget(time.Now(), ttl)
}

// StopBackgroundTasks ends the automatic cleanup and whit's goroutine, after it has
// taken in all samples. If ctx is over before that, it returns an error that wraps
// ctx's. Totals go on being counted; average latency and clients' records stay as
// they are then, unless the sample rate is 1.
func (m *Metrics) StopBackgroundTasks(ctx context.Context) error {
	return errors.Join(m.cleanup.stopAndWait(ctx), m.whit.Stop(ctx))
}

// refresh has samples taken in that are not yet. It is no error if that takes too
// long, or is over for good: what there is, is read.
func (m *Metrics) refresh() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = m.whit.Flush(ctx)
}
