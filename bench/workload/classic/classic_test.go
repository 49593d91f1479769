package classic_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/workload/classic"
	"github.com/whitmetrics/whit/compat"
)

func makeWhit() (compat.WebSocketMetrics, error) { return compat.New(whit.Config{}) }

func makeLegacy() (compat.WebSocketMetrics, error) { return compat.NewLegacy(), nil }

func TestLoopsRecordTwicePerIteration(t *testing.T) {
	for name, loop := range classic.Loops() {
		m := compat.NewLegacy()
		loop(m, classic.PoolSize-2, 3)
		r := m.Report()
		require.EqualValues(t, 3, r.Connections.Total, name)
		require.EqualValues(t, 3, r.Messages.Sent, name)
		require.Positive(t, r.Latency.AverageSendMS, name)
		clients := m.Clients()
		require.Len(t, clients, 3, name)
		for _, c := range clients {
			require.EqualValues(t, 1, c.Connections, name)
			require.EqualValues(t, 1, c.MessagesSent, name)
		}
	}
}

func TestMeasure(t *testing.T) {
	goroutines := runtime.NumGoroutine()
	var shares []float64
	made := 0
	results, err := classic.Measure(context.Background(), classic.Config{
		Duration: 300 * time.Millisecond,
		Progress: func(share float64) { shares = append(shares, share) },
	}, classic.Candidate{Name: "legacy", Grows: true, Make: func() (compat.WebSocketMetrics, error) {
		made++
		return makeLegacy()
	}}, classic.Candidate{Name: "whit", Make: makeWhit})
	require.NoError(t, err)
	require.Len(t, results, 6)
	blocks := 0
	for i, r := range results {
		require.Equal(t, []string{"none again", "legacy", "whit"}[i/2], r.Candidate)
		require.Equal(t, i%2 == 1, r.Made)
		if r.Candidate == "legacy" {
			blocks += r.All.Pairs
		}
	}
	require.Greater(t, made, blocks, "each block has its own, and one is never used")
	require.IsNonDecreasing(t, shares)
	require.Eventually(t, func() bool { return runtime.NumGoroutine() <= goroutines+1 }, 10*time.Second, time.Millisecond)
}

func TestMeasureFails(t *testing.T) {
	broken := errors.New("broken")
	goroutines := runtime.NumGoroutine()
	_, err := classic.Measure(context.Background(), classic.Config{Duration: time.Second},
		classic.Candidate{Name: "whit", Make: makeWhit},
		classic.Candidate{Name: "bad", Make: func() (compat.WebSocketMetrics, error) { return nil, broken }})
	require.ErrorIs(t, err, broken)
	require.ErrorContains(t, err, "bad")
	require.Eventually(t, func() bool { return runtime.NumGoroutine() <= goroutines+1 }, 10*time.Second, time.Millisecond)

	ctx, cancel := context.WithCancelCause(context.Background())
	_, err = classic.Measure(ctx, classic.Config{Duration: time.Hour, Progress: func(float64) { cancel(broken) }})
	require.ErrorIs(t, err, broken)
}

func TestPerSecond(t *testing.T) {
	without, with, share := classic.PerSecond(meter.Summary{BaseNS: 100, Overhead: 0.25})
	require.InEpsilon(t, 20e6, without, 1e-12)
	require.InEpsilon(t, 16e6, with, 1e-12)
	require.InEpsilon(t, 0.8, share, 1e-12)
	_, _, share = classic.PerSecond(meter.Summary{BaseNS: math.NaN(), Overhead: math.NaN()})
	require.True(t, math.IsNaN(share))
}

// Whit holds no more for more clients. The old class held 350 bytes for each record.
func TestFill(t *testing.T) {
	const records = 200_000
	got, err := classic.Fill(classic.Candidate{Make: makeWhit}, records)
	require.NoError(t, err)
	require.Equal(t, records, got.Records)
	require.Less(t, got.Held, int64(1<<20))
	require.Positive(t, got.Held)
	require.Positive(t, got.PerSecond)

	old, err := classic.Fill(classic.Candidate{Make: makeLegacy}, records)
	require.NoError(t, err)
	require.Greater(t, old.Growth, 500e3)
	require.InEpsilon(t, float64(old.Held), old.Growth*records/10_000, 0.05)

	broken := errors.New("broken")
	_, err = classic.Fill(classic.Candidate{Make: func() (compat.WebSocketMetrics, error) { return nil, broken }}, 2)
	require.ErrorIs(t, err, broken)
}

func ExampleMeasure() {
	results, err := classic.Measure(context.Background(), classic.Config{Duration: 100 * time.Millisecond},
		classic.Candidate{Name: "whit", Make: makeWhit})
	for _, r := range results {
		fmt.Println(r.Candidate, r.Made)
	}
	fmt.Println(err)
	// Output:
	// none again false
	// none again true
	// whit false
	// whit true
	// <nil>
}

func ExampleFill() {
	filling, err := classic.Fill(classic.Candidate{Name: "whit", Make: makeWhit}, 20_000)
	fmt.Println(filling.Held < classic.HeldLimit, err)
	// Output: true <nil>
}
