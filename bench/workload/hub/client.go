package hub

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"sync/atomic"
	"time"

	"github.com/whitmetrics/whit/bench/workload"
)

const (
	patience = 10 * time.Second // of a client, for an answer
	burst    = 16               // messages that a client sends at once
)

// A client sends messages and answers those that it gets, on two goroutines.
type client struct {
	name    string
	place   int
	clients int
	body    []byte

	// Of one turn.
	conn  net.Conn
	in    *bufio.Reader
	out   *outbox
	left  atomic.Int32  // of the burst, that are not settled
	clear chan struct{} // told when all are
	ended chan struct{} // closed when nothing more will be read
	fault error         // why, if it was not bye; once ended

	// Of the goroutine that reads, until ended.
	seen  Truth
	times workload.Histogram
}

func newClient(place, clients int) *client {
	return &client{
		name: fmt.Sprintf("client-%d", place), place: place, clients: clients,
		body: make([]byte, 512),
	}
}

// connect connects, and begins to read.
func (c *client) connect(address string, back bool, until time.Time) (err error) {
	c.seen, c.times = Truth{}, workload.Histogram{}
	c.left.Store(0)
	f := frame{kind: hello, attempt: version, peer: uint8(c.place), body: []byte(c.name)}
	if back {
		f.id = 1
	}
	if c.conn, c.in, c.out, err = dial(address, f, welcome, until); err != nil {
		return err
	}
	c.seen.Connections = 1
	c.seen.Reconnections = int64(f.id)
	c.clear, c.ended = make(chan struct{}, 1), make(chan struct{})
	go c.read()
	return nil
}

// dial says hello and wants that answer.
func dial(address string, f frame, want kind, until time.Time) (net.Conn, *bufio.Reader, *outbox, error) {
	conn, err := net.DialTimeout("tcp", address, patience)
	if err != nil {
		return nil, nil, nil, err
	}
	conn.SetDeadline(until.Add(patience))
	in, out := bufio.NewReaderSize(conn, bufferSize), newOutbox(conn)
	out.put(f)
	answer, err := read(in)
	if err == nil && answer.kind != want {
		err = fmt.Errorf("answer %d to hello, want %d", answer.kind, want)
	}
	if err != nil {
		out.finish()
		return nil, nil, nil, err
	}
	return conn, in, out, nil
}

// send sends one burst after another, each when the one before is settled, until the
// time is up.
func (c *client) send(until time.Time) {
	id := uint32(0)
	for turn := 0; time.Now().Before(until); turn++ {
		to := (c.place + 1 + turn%(c.clients-1)) % c.clients
		id = c.burst(uint8(to), id)
		select {
		case <-c.clear:
		case <-c.ended:
			return
		}
	}
}

// burst sends messages with the numbers after id, and returns the last of them.
func (c *client) burst(to uint8, id uint32) uint32 {
	c.left.Store(burst) // before any can be settled
	for i := range burst {
		if !twice(i) {
			id++
		}
		f := frame{kind: publish, id: id, peer: to, body: c.body[:size(id)]}
		if stale(id) {
			f.number = 1 // long ago
		}
		c.out.put(f)
	}
	return id
}

// hangUp says bye and waits for the answer.
func (c *client) hangUp() error {
	c.out.put(frame{kind: bye})
	<-c.ended
	c.out.finish()
	return c.fault
}

// abandon hangs up if ctx ends.
func (c *client) abandon(ctx context.Context) (stop func() bool) {
	return context.AfterFunc(ctx, func() { c.conn.SetDeadline(time.Unix(1, 0)) })
}
