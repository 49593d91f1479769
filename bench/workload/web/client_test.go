package web_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/workload/web"
)

// answering is one end of a connection whose other end gives each request the same
// answer, so many times, and then hangs up.
func answering(t *testing.T, answer string, times int) net.Conn {
	near, far := net.Pipe()
	t.Cleanup(func() { near.Close() })
	go func() {
		defer far.Close()
		in := bufio.NewReader(far)
		for range times {
			r, err := http.ReadRequest(in)
			if err != nil {
				return
			}
			io.Copy(io.Discard, r.Body)
			fmt.Fprint(far, answer)
		}
	}()
	return near
}

func TestClientCountsWhatItReads(t *testing.T) {
	const answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\nDate: today\r\n\r\nsorry"
	seen, err := web.Ask(context.Background(), answering(t, answer, 3), time.Now().Add(time.Minute))
	require.Error(t, err, "the server has hung up")
	require.Equal(t, web.Truth{Requests: 3, Bytes: 15, Status: web.ByStatus{3: 3}}, seen)
}

func TestClientRefusesWhatItCannotCount(t *testing.T) {
	for answer, fault := range map[string]string{
		"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n":            "unexpected status 302",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n": "with a length",
		"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n":            "many",
		"HTTP/1.1 two hundred\r\nContent-Length: 0\r\n\r\n":          "two",
		"what?\n": "not an HTTP",
		"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort":     "EOF",
		"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nUnterminated:": "EOF",
	} {
		seen, err := web.Ask(context.Background(), answering(t, answer, 1), time.Now().Add(time.Minute))
		require.ErrorContains(t, err, fault)
		require.ErrorContains(t, err, "HTTP/1.1", "the request is named")
		require.Zero(t, seen.Requests, answer)
	}
}
