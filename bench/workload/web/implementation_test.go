package web_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/workload/web"
)

// What is told of requests that end in each status is all in the totals.
func TestImplementationsCountWhatTheyAreTold(t *testing.T) {
	ctx := context.Background()
	for _, impl := range []web.Implementation{newWhit(t, 1), web.NewRival()} {
		var truth web.Truth
		for i, status := range web.Statuses {
			for range i + 1 {
				impl.End(impl.Begin(), web.Answer{Status: status, Bytes: 100 * i, Client: "ann"})
				truth.Requests++
				truth.Bytes += uint64(100 * i)
				truth.Status[i]++
			}
		}
		span := impl.Begin() // and one that goes on
		require.NoError(t, impl.Close(ctx))
		got, ok := impl.Totals()
		require.True(t, ok)
		require.EqualValues(t, truth.Requests+1, got.Begun)
		require.Equal(t, truth.Requests, got.Ended)
		require.EqualValues(t, 11, got.Errors, "5 of status 500 and 6 of 503")
		require.Equal(t, truth.Status, got.Status)
		require.Equal(t, truth.Requests, got.Requests)
		require.Equal(t, truth.Requests, got.Answers)
		require.Equal(t, float64(truth.Bytes), got.Bytes)
		require.InDelta(t, float64(truth.Bytes)/float64(truth.Requests), got.MeanBytes, 1e-9)
		impl.End(span, web.Answer{})
	}
}

// late is slow to end a request.
type late struct {
	web.None
	release chan struct{}
	ended   *atomic.Bool
}

func (l late) End(web.Span, web.Answer) {
	<-l.release
	l.ended.Store(true)
}

// A long answer reaches the client before the server has done with the request. Close
// waits for that.
func TestCloseWaitsForTheLastRequest(t *testing.T) {
	ctx := context.Background()
	site, err := web.Start(1, 1)
	require.NoError(t, err)
	var truth web.Truth
	l := late{release: make(chan struct{}), ended: new(atomic.Bool)}
	_, err = site.Candidate("late", l, &truth).Load(ctx, 0)
	require.NoError(t, err)

	conn, err := net.Dial("tcp", site.Address())
	require.NoError(t, err)
	defer conn.Close()
	_, err = io.WriteString(conn, "GET /search?n=1000 HTTP/1.1\r\nHost: shop.test\r\n\r\n")
	require.NoError(t, err)
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(t, err)
	_, err = io.Copy(io.Discard, answer.Body)
	require.NoError(t, err)
	require.False(t, l.ended.Load())

	go close(l.release)
	require.NoError(t, site.Close(ctx))
	require.True(t, l.ended.Load())
}
