package meter_test

import (
	"context"
	"errors"
	"math"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/meter"
)

func TestKnownOverheads(t *testing.T) {
	f := newFake()
	f.jitter = 0.05
	results, err := f.measure(meter.Config{},
		meter.Subject{Name: "null", Base: f.block(60), With: f.block(60)},
		meter.Subject{Name: "ten", Base: f.block(60), With: f.block(66)},
	)
	require.NoError(t, err)
	require.Len(t, results, 2)
	for i, want := range []float64{0, 0.10} {
		s := results[i].All
		require.Equal(t, meter.DefaultPairs, s.Pairs)
		require.InDelta(t, want, s.Overhead, 0.002, results[i].Name)
		require.Less(t, s.Low, want)
		require.Greater(t, s.High, want)
		require.Less(t, s.High-s.Low, 0.01)
		require.InDelta(t, 60, s.BaseNS, 0.5)
		require.InDelta(t, 60*want, s.CostNS, 0.2)
		// The difference of two uniform jitters is triangular on ±0.1, and
		// its quartiles are at ±0.1 × (1 - √½).
		require.InDelta(t, 0.0586*(1+want), s.Spread, 0.004)
		require.Equal(t, s, results[i].Quiet)
	}
}

func TestBlocksTakeBlockTime(t *testing.T) {
	f := newFake()
	results, err := f.measure(meter.Config{Pairs: 1, BlockTime: time.Millisecond},
		meter.Subject{Base: f.block(50), With: f.block(500)},
		meter.Subject{Base: f.block(5e6), With: f.block(5e6)})
	require.NoError(t, err)
	require.Equal(t, 20_000, results[0].Iterations)
	require.Equal(t, 1, results[1].Iterations)
}

func TestNoisyChunksAreNotQuiet(t *testing.T) {
	f := newFake()
	cost := 60.6 // 1 % while quiet
	f.onTidy = func(k int) {
		f.slow, cost = 1, 60.6
		if k%4 != 0 {
			f.slow, cost = 1.6, 66 // 10 % beside a busy neighbour
		}
	}
	with := func(n int) { f.block(cost)(n) }
	results, err := f.measure(meter.Config{Pairs: 400, ChunkPairs: 4},
		meter.Subject{Base: f.block(60), With: with})
	require.NoError(t, err)
	r := results[0]
	require.Equal(t, 400, r.All.Pairs)
	require.InDelta(t, 0.10, r.All.Overhead, 1e-4)
	require.Equal(t, 100, r.Quiet.Pairs)
	require.InDelta(t, 0.01, r.Quiet.Overhead, 1e-4)
	require.InDelta(t, 60, r.Quiet.BaseNS, 0.01)
}

// A chunk is quiet if both its probes are, not one of them.
func TestBothProbesCount(t *testing.T) {
	f := newFake()
	probes := 0
	probe := func() {
		f.slow = 1
		if probes == 1 || probes == 2 { // after the first chunk, before the second
			f.slow = 1.2
		}
		probes++
		f.probe()
		f.slow = 1
	}
	results, err := meter.MeasureOn(meter.Config{Pairs: 30, ChunkPairs: 10}, f.now, probe, f.tidy,
		meter.Subject{Base: f.block(60), With: f.block(60)})
	require.NoError(t, err)
	require.Equal(t, 6, probes)
	require.Equal(t, 10, results[0].Quiet.Pairs)
}

func TestNoQuietPairs(t *testing.T) {
	f := newFake()
	grows := 0.5
	probe := func() { // no two probes within 10 %
		grows *= 1.5
		f.clock += time.Duration(20e3 * grows)
	}
	results, err := meter.MeasureOn(meter.Config{Pairs: 20, ChunkPairs: 2}, f.now, probe, f.tidy,
		meter.Subject{Base: f.block(60), With: f.block(66)})
	require.NoError(t, err)
	q := results[0].Quiet
	require.Zero(t, q.Pairs)
	for _, v := range []float64{q.Overhead, q.Low, q.High, q.Spread, q.BaseNS, q.CostNS} {
		require.True(t, math.IsNaN(v))
	}
	require.InDelta(t, 0.10, results[0].All.Overhead, 1e-4)
}

// Both blocks come first about equally often, and a machine that slows down
// steadily, so that the second of a pair always takes longer, reads 0.
func TestOrderIsRandom(t *testing.T) {
	f := newFake()
	base, with := 0, 0
	block := func(count *int) meter.Block {
		return func(n int) {
			*count++
			f.slow *= 1.00001
			f.block(60)(n)
		}
	}
	results, err := f.measure(meter.Config{Pairs: 2000, ChunkPairs: 10},
		meter.Subject{Base: block(&base), With: block(&with)})
	require.NoError(t, err)
	require.InDelta(t, 0, results[0].All.Overhead, 1.1e-5)
	require.Equal(t, 2000+200, with, "one warm-up per chunk")
	require.Greater(t, base, with, "calibration uses the base alone")
}

func TestSameSeedSameResult(t *testing.T) {
	once := func(seed uint64) []meter.Result {
		f := newFake()
		f.jitter = 0.1
		results, err := f.measure(meter.Config{Pairs: 100, ChunkPairs: 3, Seed: seed},
			meter.Subject{Base: f.block(60), With: f.block(61)})
		require.NoError(t, err)
		return results
	}
	require.Equal(t, once(7), once(7))
	require.NotEqual(t, once(7), once(8))
}

func TestProgress(t *testing.T) {
	f := newFake()
	var done []int
	_, err := f.measure(meter.Config{Pairs: 5, ChunkPairs: 3, Progress: func(d, total int) {
		require.Equal(t, 10, total)
		done = append(done, d)
	}},
		meter.Subject{Base: f.block(60), With: f.block(60)},
		meter.Subject{Base: f.block(60), With: f.block(60)})
	require.NoError(t, err)
	require.Equal(t, []int{3, 6, 8, 10}, done)
	require.Equal(t, 4, f.tidied)
}

func TestCancelKeepsWhatThereIs(t *testing.T) {
	enough := errors.New("enough")
	ctx, cancel := context.WithCancelCause(context.Background())
	work := func(n int) {
		for range n {
			runtime.KeepAlive(meter.Probe(10, 1))
		}
	}
	cfg := meter.Config{ChunkPairs: 2, BlockTime: 10 * time.Microsecond, Progress: func(done, _ int) {
		if done == 6 {
			cancel(enough)
		}
	}}
	results, err := meter.Measure(ctx, cfg, meter.Subject{Base: work, With: work})
	require.ErrorIs(t, err, enough)
	require.Equal(t, 6, results[0].All.Pairs)
}
