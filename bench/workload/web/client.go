package web

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/whitmetrics/whit/bench/workload"
)

// patience is how long a client waits for an answer.
const patience = 10 * time.Second

// A client asks over one connection and counts what it sees.
type client struct {
	conn  net.Conn
	in    *bufio.Reader
	plan  [][]byte
	next  int // of plan
	seen  Truth
	times workload.Histogram
}

func dial(address, name string, seed uint64) (*client, error) {
	conn, err := net.DialTimeout("tcp", address, patience)
	if err != nil {
		return nil, err
	}
	return newClient(conn, plan(name, seed)), nil
}

func newClient(conn net.Conn, plan [][]byte) *client {
	return &client{conn: conn, in: bufio.NewReaderSize(conn, 1<<16), plan: plan}
}

// work asks until the time is up, having forgotten what it saw before. It begins at
// the beginning of its plan, so that every slice meets the same requests. It leaves
// no request unanswered, unless it fails.
func (c *client) work(ctx context.Context, until time.Time) error {
	stop, err := c.begin(ctx, until)
	if err != nil {
		return err
	}
	defer stop()
	for start := time.Now(); start.Before(until); {
		if err := c.once(ctx); err != nil {
			return err
		}
		end := time.Now()
		c.times.Add(end.Sub(start))
		start = end
	}
	return nil
}

// begin forgets what the client saw before. The client fails if it has to wait long
// after until, or when ctx ends, as long as stop has not been called.
func (c *client) begin(ctx context.Context, until time.Time) (stop func() bool, err error) {
	c.seen, c.times, c.next = Truth{}, workload.Histogram{}, 0
	if err := c.conn.SetDeadline(until.Add(patience)); err != nil {
		return nil, err
	}
	return context.AfterFunc(ctx, func() { c.conn.SetDeadline(time.Unix(1, 0)) }), nil
}

// once asks, and says what failed.
func (c *client) once(ctx context.Context) error {
	if err := c.ask(); err != nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return fmt.Errorf("request %.40q: %w", c.plan[c.next], err)
	}
	return nil
}

// ask sends one request and reads the answer.
func (c *client) ask() error {
	if _, err := c.conn.Write(c.plan[c.next]); err != nil {
		return err
	}
	status, length, err := c.head()
	if err != nil {
		return err
	}
	n, err := c.in.Discard(length)
	if err != nil {
		return err
	}
	i := place(status)
	if i < 0 {
		return fmt.Errorf("unexpected status %d", status)
	}
	c.next = (c.next + 1) % len(c.plan)
	c.seen.Requests++
	c.seen.Bytes += uint64(n)
	c.seen.Status[i]++
	return nil
}

var (
	errAnswer     = errors.New("not an HTTP/1.1 answer with a length")
	lengthHeader  = []byte("Content-Length: ")
	statusInLine  = len("HTTP/1.1 ")
	statusEndLine = statusInLine + 3
)

// head reads the status line and the headers.
func (c *client) head() (status, length int, err error) {
	line, err := c.in.ReadSlice('\n')
	if err != nil {
		return 0, 0, err
	}
	if len(line) < statusEndLine {
		return 0, 0, errAnswer
	}
	status, err = strconv.Atoi(string(line[statusInLine:statusEndLine]))
	length = -1
	for err == nil {
		line, err = c.in.ReadSlice('\n')
		line = bytes.TrimRight(line, "\r\n")
		if value, ok := bytes.CutPrefix(line, lengthHeader); ok && err == nil {
			length, err = strconv.Atoi(string(value))
		}
		if len(line) == 0 {
			break
		}
	}
	if err == nil && length < 0 {
		err = errAnswer
	}
	return status, length, err
}
