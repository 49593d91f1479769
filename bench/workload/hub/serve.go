package hub

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"os"
	"time"
)

// version is that of the protocol.
const version = 1

// serve serves a connection to its end. A client that breaks the protocol is hung up
// on, and fails for that.
func (h *Hub) serve(conn net.Conn) {
	out := newOutbox(conn)
	defer out.finish()
	in := bufio.NewReaderSize(conn, bufferSize)
	f, err := read(in)
	if err != nil {
		return
	}
	t := h.current.Load()
	m := &member{tenant: t, name: string(f.body), out: out}
	if f.kind != hello || f.attempt != version {
		t.metrics.RecordFailedConnection(m.name)
		out.put(frame{kind: refused})
		return
	}
	m.enter(conn, f)
	m.leave(m.converse(in), f.peer)
}

// enter answers hello.
func (m *member) enter(conn net.Conn, f frame) {
	m.metrics.RecordConnection(m.name)
	if f.id == 1 {
		m.metrics.RecordReconnection(m.name)
	}
	if f.number > 0 {
		conn.SetReadDeadline(time.Now().Add(time.Duration(f.number)))
	}
	if int(f.peer) < len(m.members) {
		m.members[f.peer].Store(m)
	}
	m.out.put(frame{kind: welcome})
}

// leave records the end, and says so to a client that waits for it.
func (m *member) leave(err error, place uint8) {
	if int(place) < len(m.members) {
		m.members[place].CompareAndSwap(m, nil)
	}
	silent := errors.Is(err, os.ErrDeadlineExceeded)
	if silent {
		m.metrics.RecordTimeout(m.name)
	}
	m.metrics.RecordDisconnection(m.name)
	switch {
	case silent:
		m.out.put(frame{kind: cut})
	case err == nil:
		m.out.put(frame{kind: bye})
	}
}

// converse takes in frames until bye.
func (m *member) converse(in *bufio.Reader) error {
	for {
		f, err := read(in)
		if err != nil {
			return err
		}
		switch f.kind {
		case publish:
			err = m.publish(f)
		case accept, decline:
			err = m.answer(f)
		case bye:
			return nil
		default:
			err = fmt.Errorf("unexpected frame of kind %d", f.kind)
		}
		if err != nil {
			return err
		}
	}
}
