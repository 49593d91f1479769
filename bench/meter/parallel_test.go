package meter_test

import (
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/meter"
)

// A rendezvous is a machine whose blocks, from the first chunk on, end when two
// goroutines run them at once. One alone would wait for ever.
type rendezvous struct {
	mu     sync.Mutex
	clock  time.Duration
	chunks int
	first  chan struct{} // closed by the second; nil if nobody waits
}

func (r *rendezvous) now() time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.clock
}

func (r *rendezvous) tidy() { r.chunks++ }

func (r *rendezvous) run(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.chunks > 0 && r.first == nil {
		first := make(chan struct{})
		r.first = first
		r.mu.Unlock()
		<-first
		r.mu.Lock()
		return
	}
	r.clock += d
	if r.first != nil {
		close(r.first)
		r.first = nil
	}
}

func (r *rendezvous) block(ns time.Duration) meter.Block {
	return func(n int) { r.run(time.Duration(n) * ns) }
}

func TestProcsRunTheSameBlockAtOnce(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	var r rendezvous
	probe := func() { r.run(20 * time.Microsecond) }
	results, err := meter.MeasureOn(meter.Config{Pairs: 100, Procs: 2}, r.now, probe, r.tidy,
		meter.Subject{Base: r.block(60), With: r.block(90)})
	require.NoError(t, err)
	got := results[0]
	require.Equal(t, 2, got.Procs)
	require.Equal(t, 100, got.Quiet.Pairs)
	require.Equal(t, 0.5, got.All.Overhead)
	require.Equal(t, 60.0, got.All.BaseNS)
	require.Equal(t, 30.0, got.All.CostNS)
}

func TestPairIsMeanOfProcs(t *testing.T) {
	base, with := meter.Merged([]time.Duration{100, 140}, []time.Duration{100, 300})
	require.Equal(t, time.Duration(120), base)
	require.Equal(t, time.Duration(200), with)
}
