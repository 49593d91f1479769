package loop_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/workload/loop"
)

func newMetrics(t testing.TB, c whit.Config) *whit.Metrics {
	m, err := whit.New(c)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, m.Stop(context.Background())) })
	return m
}

// Every operation of whit records each time, in both forms, and at the rate that is
// expected.
func TestOperationsRecord(t *testing.T) {
	metricOf := map[string]string{
		"Counter.Inc": "requests", "Counter.IncFor": "requests", "LocalCounter.Inc": "requests",
		"Distribution.Record": "bytes", "Distribution.RecordFor": "bytes",
		"LocalDistribution.RecordFor": "bytes", "Timer.Start, Span.End": "took",
	}
	for _, form := range []loop.Form{loop.Chained, loop.Overlapping} {
		for i := range loop.Whit(newMetrics(t, whit.Config{}), newMetrics(t, whit.Config{})) {
			m, countsOnly := newMetrics(t, whit.Config{SampleRate: 1}), newMetrics(t, whit.Config{CountsOnly: true})
			o := loop.Whit(m, countsOnly)[i]
			const n = 640 // what a local handle publishes ends with the 640th
			o.Run(form, n)
			name, ok := metricOf[o.Name]
			if !ok {
				require.Equal(t, "Counter.Inc, CountsOnly", o.Name)
				m, name = countsOnly, "requests"
			}
			require.NoError(t, m.Flush(context.Background()))
			total, ok := m.Snapshot().Total(name)
			require.True(t, ok)
			require.EqualValues(t, n, total.Count, "%s, %s", o.Name, form.Name)
		}
	}
}

func TestOthersRun(t *testing.T) {
	for _, form := range []loop.Form{loop.Chained, loop.Overlapping} {
		for _, o := range append(loop.References(), loop.Rival()...) {
			require.Nil(t, o.Limit)
			o.Run(form, 10)
		}
	}
}

func TestMeasureEndsInTime(t *testing.T) {
	operations := loop.References()
	var shares []float64
	got, err := loop.Measure(context.Background(), loop.Config{
		Duration: 100 * time.Millisecond,
		Progress: func(share float64) { shares = append(shares, share) },
	}, loop.Chained, operations)
	require.NoError(t, err)
	require.Len(t, got, len(operations))
	for i, r := range got {
		require.Equal(t, operations[i].Name, r.Operation.Name)
		require.Equal(t, "chained", r.Form)
		require.Equal(t, 1, r.Procs)
	}
	require.NotZero(t, got[0].All.Pairs+got[1].All.Pairs+got[2].All.Pairs+got[3].All.Pairs)
	require.IsNonDecreasing(t, shares)
	require.LessOrEqual(t, shares[len(shares)-1], 1.0)
}

func TestMeasureEndsWithTheContext(t *testing.T) {
	enough := errors.New("enough")
	ctx, cancel := context.WithCancelCause(context.Background())
	_, err := loop.Measure(ctx, loop.Config{Duration: time.Hour, Progress: func(float64) { cancel(enough) }},
		loop.Overlapping, loop.References())
	require.ErrorIs(t, err, enough)
}

func ExampleMeasure() {
	results, err := loop.Measure(context.Background(), loop.Config{Duration: 50 * time.Millisecond},
		loop.Chained, loop.References()[:2])
	for _, r := range results {
		fmt.Println(r.Operation.Name)
	}
	fmt.Println(err)
	// Output:
	// null: the work against its copy
	// pin and unpin
	// <nil>
}
