package web_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/workload/web"
)

// paced has impl serve 2,000 requests a second for half a second.
func paced(ctx context.Context, t *testing.T, impl web.Telemetry) (uint64, web.Truth, []time.Duration, error) {
	site, err := web.Start(4, 1)
	require.NoError(t, err)
	var truth web.Truth
	r, err := site.Paced(ctx, impl, 2000, 500*time.Millisecond, 1, &truth)
	require.NoError(t, site.Close(context.Background()))
	var quantiles []time.Duration
	for _, q := range []float64{0.5, 0.9} {
		quantiles = append(quantiles, r.Latency.Quantile(q))
	}
	return r.Latency.Total(), truth, quantiles, err
}

func TestPaced(t *testing.T) {
	rival := web.NewRival()
	n, truth, _, err := paced(context.Background(), t, rival)
	require.NoError(t, err)
	require.InDelta(t, 1000, n, 160, "five standard errors")
	require.Equal(t, n, truth.Requests)
	totals, _ := rival.Totals()
	require.Equal(t, n, totals.Requests)
}

// stalling stands still for a while, in the first request to come, and has all others
// wait for that.
type stalling struct {
	web.None
	once *sync.Once
}

func (s stalling) Begin() web.Span {
	s.once.Do(func() { <-time.After(250 * time.Millisecond) })
	return web.Span{}
}

// Half of the time that requests are due the server stands still: so half of them wait,
// though it was one request of each client that was sent.
func TestAServerThatStandsStillIsSeen(t *testing.T) {
	n, _, quantiles, err := paced(context.Background(), t, stalling{once: new(sync.Once)})
	require.NoError(t, err)
	require.InDelta(t, 1000, n, 160, "what is due is asked, if late")
	require.Greater(t, quantiles[1], 150*time.Millisecond)
}

func TestCancelEndsPaced(t *testing.T) {
	enough := errors.New("enough")
	ctx, cancel := context.WithCancelCause(context.Background())
	_, _, _, err := paced(ctx, t, stopper{func() { cancel(enough) }})
	require.ErrorIs(t, err, enough)
}
