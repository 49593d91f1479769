package hub_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/workload"
	"github.com/whitmetrics/whit/bench/workload/hub"
	"github.com/whitmetrics/whit/bench/workload/none"
	"github.com/whitmetrics/whit/compat"
)

func newWhit(t testing.TB, rate float64) *compat.Metrics {
	m, err := compat.New(whit.Config{SampleRate: rate})
	require.NoError(t, err)
	return m
}

// serve has all metrics serve a moment, in turns, and returns what the clients have
// counted of each.
func serve(t testing.TB, all ...compat.WebSocketMetrics) []hub.Truth {
	h, err := hub.Start(3)
	require.NoError(t, err)
	truths := make([]hub.Truth, len(all))
	var candidates []workload.Candidate
	for i, m := range all {
		candidates = append(candidates, h.Candidate(fmt.Sprintf("%T", m), m, &truths[i]))
	}
	_, err = workload.Compare(context.Background(), workload.Config{Duration: 400 * time.Millisecond}, candidates...)
	require.NoError(t, err)
	require.NoError(t, h.Close())
	for _, m := range all {
		require.NoError(t, m.StopBackgroundTasks(context.Background()))
	}
	return truths
}

func TestTotalsAreTrue(t *testing.T) {
	goroutines := runtime.NumGoroutine()
	all := []compat.WebSocketMetrics{newWhit(t, 0.03), compat.NewLegacy(), newWhit(t, 1), none.Metrics{}}
	for i, truth := range serve(t, all...) {
		require.NotZero(t, truth.Delivered)
		if all[i] == (none.Metrics{}) {
			continue
		}
		estimates := 0
		for _, f := range hub.Figures(truth, all[i].Report()) {
			require.False(t, f.Off(), "%T: %+v", all[i], f)
			if f.Name != "active at the end" {
				require.NotZero(t, f.Truth, "%s: it does not happen", f.Name)
			}
			if f.Estimate != nil {
				estimates++
			}
		}
		require.Equal(t, i == 0, estimates == 1, "only whit's at 3 %% is an estimate")
	}
	require.Eventually(t, func() bool { return runtime.NumGoroutine() <= goroutines+1 }, 10*time.Second, time.Millisecond,
		"goroutines were left behind") // one is Eventually's own
}

// forgetful loses the first of each kind of call that clients have an effect on.
type forgetful struct {
	*compat.Legacy
	connection, sent, queued, retry, open atomic.Bool
}

func (f *forgetful) RecordConnection(id string) {
	if !f.connection.CompareAndSwap(false, true) {
		f.Legacy.RecordConnection(id)
	}
}

func (f *forgetful) RecordMessageSent(id string, ms float64) {
	if !f.sent.CompareAndSwap(false, true) {
		f.Legacy.RecordMessageSent(id, ms)
	}
}

func (f *forgetful) RecordMessageQueued(id string, n int) {
	if !f.queued.CompareAndSwap(false, true) {
		f.Legacy.RecordMessageQueued(id, n)
	}
}

func (f *forgetful) RecordRetryAttempt(id string) {
	if !f.retry.CompareAndSwap(false, true) {
		f.Legacy.RecordRetryAttempt(id)
	}
}

func (f *forgetful) SetCircuitBreakerState(s compat.CircuitBreakerState) {
	if s != compat.Open || !f.open.CompareAndSwap(false, true) {
		f.Legacy.SetCircuitBreakerState(s)
	}
}

func TestOneForgottenCallShows(t *testing.T) {
	f := &forgetful{Legacy: compat.NewLegacy()}
	truth := serve(t, f)[0]
	var off []string
	for _, g := range hub.Figures(truth, f.Report()) {
		if g.Off() {
			off = append(off, g.Name)
			if g.Name != "mean latency, ms" {
				require.Equal(t, 1.0, g.Truth-g.Reported, g.Name)
			}
		}
	}
	require.Equal(t, []string{"connections", "messages queued", "messages sent", "retries", "breaker opened",
		"mean latency, ms"}, off)
}

func TestNothingButLoopback(t *testing.T) {
	h, err := hub.Start(2)
	require.NoError(t, err)
	defer func() { require.NoError(t, h.Close()) }()
	host, _, err := net.SplitHostPort(h.Address())
	require.NoError(t, err)
	require.True(t, net.ParseIP(host).IsLoopback())
}

func TestStartNeedsClients(t *testing.T) {
	for _, n := range []int{1, 201} {
		_, err := hub.Start(n)
		require.ErrorContains(t, err, fmt.Sprintf("2 to 200 clients, got %d", n))
	}
}

// stopper ends the run at the first message that is sent.
type stopper struct {
	none.Metrics
	stop func()
}

func (s stopper) RecordMessageSent(string, float64) { s.stop() }

func TestCancelEndsATurn(t *testing.T) {
	goroutines := runtime.NumGoroutine()
	h, err := hub.Start(2)
	require.NoError(t, err)
	enough := errors.New("enough")
	ctx, cancel := context.WithCancelCause(context.Background())
	var truth hub.Truth
	candidate := h.Candidate("none", stopper{stop: func() { cancel(enough) }}, &truth)
	_, err = candidate.Load(ctx, time.Hour)
	require.ErrorIs(t, err, enough)
	require.NoError(t, h.Close())
	require.Eventually(t, func() bool { return runtime.NumGoroutine() <= goroutines+1 }, 10*time.Second, time.Millisecond)
}

func TestATurnAfterCloseFails(t *testing.T) {
	h, err := hub.Start(2)
	require.NoError(t, err)
	require.NoError(t, h.Close())
	var truth hub.Truth
	_, err = h.Candidate("none", none.Metrics{}, &truth).Load(context.Background(), time.Second)
	require.ErrorContains(t, err, "hub: client-0: ")
}

func Example() {
	h, err := hub.Start(2)
	if err != nil {
		panic(err)
	}
	metrics, err := compat.New(whit.Config{})
	if err != nil {
		panic(err)
	}
	var truth hub.Truth
	_, err = workload.Compare(context.Background(), workload.Config{Duration: 20 * time.Millisecond},
		h.Candidate("whit", metrics, &truth))
	err = errors.Join(err, h.Close(), metrics.StopBackgroundTasks(context.Background()))
	for _, f := range hub.Figures(truth, metrics.Report()) {
		if f.Off() {
			fmt.Println(f.Name, f.Truth, f.Reported)
		}
	}
	fmt.Println(err, truth.Delivered > 0)
	// Output: <nil> true
}
