package whit_test

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
)

func TestStopTwice(t *testing.T) {
	m := start(t, quiet)
	require.NoError(t, m.Stop(context.Background()))
	require.NoError(t, m.Stop(context.Background()))
	require.NoError(t, m.Stop(expired()), "there is nothing to wait for")
}

func TestStopFromManyGoroutines(t *testing.T) {
	m := start(t, quiet)
	var group sync.WaitGroup
	for range 16 {
		group.Go(func() {
			if err := m.Stop(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

// Stop does not wait longer than it may. Its collector may be quicker than that,
// so this wants an error once in many times only.
func TestStopWithExpiredContext(t *testing.T) {
	gaveUp := false
	for i := 0; i < 1000 && !gaveUp; i++ {
		m := start(t, everything)
		m.Distribution("values").Record(5)
		err := m.Stop(expired())
		if gaveUp = err != nil; gaveUp {
			require.ErrorIs(t, err, context.Canceled)
		}
		require.NoError(t, m.Stop(context.Background()), "the collector ends all the same")
		require.Equal(t, 5.0, totalNow(t, m, "values").Sum.Value)
	}
	require.True(t, gaveUp)
}

// What waits in the rings is taken in, and the snapshot after Stop has it all.
func TestStopDrains(t *testing.T) {
	m := start(t, everything)
	d := m.Distribution("values")
	for range 100 {
		d.RecordFor(2, "ada")
	}
	require.NoError(t, m.Stop(context.Background()))
	s := m.Snapshot()
	require.EqualValues(t, 100, s.Totals[0].Sampled)
	require.Equal(t, 200.0, s.Totals[0].Sum.Value)
	require.Zero(t, s.Meta.FillRatio)
	require.Equal(t, 1, s.Meta.Clients)
}

func TestRecordAfterStop(t *testing.T) {
	m := start(t, quiet)
	counter, values, timer, gauge := m.Counter("counter"), m.Distribution("values"), m.Timer("timer"), m.Gauge("gauge")
	alarms, local := m.Counter("alarms", whit.Critical()), values.Local()
	values.Record(1)
	span := timer.Start()
	require.NoError(t, m.Stop(context.Background()))
	span.End()
	for range 5000 {
		counter.Inc()
		counter.IncFor("ada")
		values.RecordFor(1, "ada")
		local.Record(1)
		timer.StartFor("ada").End()
		alarms.Inc()
		gauge.Add(1)
	}
	local.Close()
	m.Counter("late").Inc()
	for name, count := range map[string]uint64{
		"counter": 10_000, "values": 10_001, "timer": 5001, "alarms": 5000, "gauge": 5000, "late": 1,
	} {
		require.Equal(t, count, totalNow(t, m, name).Count, name)
	}
}

func TestFlushAfterStop(t *testing.T) {
	m := start(t, quiet)
	require.NoError(t, m.Stop(context.Background()))
	require.Equal(t, whit.ErrStopped, m.Flush(context.Background()))
}

func TestFlushWithExpiredContext(t *testing.T) {
	m := start(t, quiet)
	require.ErrorIs(t, m.Flush(expired()), context.Canceled)
	require.NoError(t, m.Flush(context.Background()))
}

// Flushes that race with Stop have their samples, or say that it was too late.
func TestFlushRacesWithStop(t *testing.T) {
	for range 50 {
		m := start(t, everything)
		d := m.Distribution("values")
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				d.Record(1)
				if err := m.Flush(context.Background()); err != nil && !errors.Is(err, whit.ErrStopped) {
					t.Error(err)
				}
			})
		}
		group.Go(func() {
			if err := m.Stop(context.Background()); err != nil {
				t.Error(err)
			}
		})
		group.Wait()
		require.EqualValues(t, 4, totalNow(t, m, "values").Count)
	}
}

// A bubble does not end before its last goroutine.
func TestNoGoroutineOutlivesStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, ctx := range []context.Context{context.Background(), expired()} {
			m, err := whit.New(whit.Config{})
			require.NoError(t, err)
			m.Counter("requests").IncFor("ada")
			<-time.After(time.Minute)
			_ = m.Stop(ctx) // in time or not
		}
	})
}

func TestNumberOfGoroutines(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 20 {
		m, err := whit.New(whit.Config{})
		require.NoError(t, err)
		require.NoError(t, m.Stop(context.Background()))
	}
	deadline := time.Now().Add(10 * time.Second) // an ended goroutine is counted a moment longer
	for runtime.NumGoroutine() > before && time.Now().Before(deadline) {
		runtime.Gosched()
	}
	require.LessOrEqual(t, runtime.NumGoroutine(), before)
}
