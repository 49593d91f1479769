package web_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/workload"
	"github.com/whitmetrics/whit/bench/workload/web"
)

func newWhit(t testing.TB, rate float64) *web.Whit {
	w, err := web.NewWhit(whit.Config{SampleRate: rate})
	require.NoError(t, err)
	return w
}

// serve has each implementation serve a moment, in turns, and returns what the
// clients have seen of each.
func serve(t testing.TB, implementations ...web.Implementation) []web.Truth {
	ctx := context.Background()
	site, err := web.Start(3, 1)
	require.NoError(t, err)
	truths := make([]web.Truth, len(implementations))
	var candidates []workload.Candidate
	for i, impl := range implementations {
		candidates = append(candidates, site.Candidate(fmt.Sprintf("%T", impl), impl, &truths[i]))
	}
	_, err = workload.Compare(ctx, workload.Config{Duration: 100 * time.Millisecond}, candidates...)
	require.NoError(t, err)
	require.NoError(t, site.Close(ctx))
	for _, impl := range implementations {
		require.NoError(t, impl.Close(ctx))
	}
	return truths
}

func TestTotalsAreTrue(t *testing.T) {
	goroutines := runtime.NumGoroutine()
	implementations := []web.Implementation{newWhit(t, 0.03), web.NewRival(), newWhit(t, 1), web.None{}}
	for i, truth := range serve(t, implementations...) {
		require.NotZero(t, truth.Requests)
		totals, ok := implementations[i].Totals()
		if implementations[i] == (web.None{}) {
			require.False(t, ok)
			continue
		}
		require.True(t, ok)
		for _, f := range web.Figures(truth, totals) {
			require.False(t, f.Off(), "%T: %+v", implementations[i], f)
		}
		if i > 0 { // the rival, and whit that samples all
			require.InDelta(t, float64(truth.Bytes), totals.Bytes, 1e-6)
		}
	}
	require.Eventually(t, func() bool { return runtime.NumGoroutine() <= goroutines+1 }, 10*time.Second, time.Millisecond,
		"goroutines were left behind") // one is Eventually's own
}

// forgetful loses one request in a while.
type forgetful struct {
	*web.Rival
	ended chan struct{}
}

func (f forgetful) End(s web.Span, a web.Answer) {
	select {
	case f.ended <- struct{}{}: // has room for one
	default:
		f.Rival.End(s, a)
	}
}

func TestOneForgottenRequestShows(t *testing.T) {
	f := forgetful{web.NewRival(), make(chan struct{}, 1)}
	truth := serve(t, f)[0]
	totals, _ := f.Totals()
	off := 0
	for _, g := range web.Figures(truth, totals) {
		if g.Off() && g.Name != "bytes answered" && g.Name != "mean answer, bytes" {
			require.Equal(t, 1.0, g.Truth-g.Total, g.Name)
			off++
		}
	}
	require.GreaterOrEqual(t, off, 5, "requests, ended, timed, answers and a status")
}

func TestNothingButLoopback(t *testing.T) {
	site, err := web.Start(1, 1)
	require.NoError(t, err)
	defer func() { require.NoError(t, site.Close(context.Background())) }()
	host, _, err := net.SplitHostPort(site.Address())
	require.NoError(t, err)
	require.True(t, net.ParseIP(host).IsLoopback())
}

func TestStartNeedsClients(t *testing.T) {
	_, err := web.Start(0, 1)
	require.ErrorContains(t, err, "got 0")
}

func TestCancelEndsASlice(t *testing.T) {
	site, err := web.Start(2, 1)
	require.NoError(t, err)
	enough := errors.New("enough")
	ctx, cancel := context.WithCancelCause(context.Background())
	var truth web.Truth
	candidate := site.Candidate("none", stopper{func() { cancel(enough) }}, &truth)
	_, err = candidate.Load(ctx, time.Hour)
	require.ErrorIs(t, err, enough)
	require.NoError(t, site.Close(context.Background()))
}

// stopper ends the run at the first request.
type stopper struct{ stop func() }

func (s stopper) Begin() web.Span             { s.stop(); return web.Span{} }
func (stopper) End(web.Span, web.Answer)      {}
func (stopper) Totals() (web.Totals, bool)    { return web.Totals{}, false }
func (stopper) Close(_ context.Context) error { return nil }

func Example() {
	ctx := context.Background()
	site, err := web.Start(2, 1)
	if err != nil {
		panic(err)
	}
	metrics, err := web.NewWhit(whit.Config{})
	if err != nil {
		panic(err)
	}
	var truth web.Truth
	_, err = workload.Compare(ctx, workload.Config{Duration: 20 * time.Millisecond},
		site.Candidate("whit", metrics, &truth))
	err = errors.Join(err, site.Close(ctx), metrics.Close(ctx))
	totals, _ := metrics.Totals()
	fmt.Println(err, truth.Requests > 0, totals.Requests == truth.Requests, totals.Status == truth.Status)
	// Output: <nil> true true true
}
