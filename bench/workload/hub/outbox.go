package hub

import (
	"net"
	"sync"
)

// An outbox sends frames over a connection, from any goroutine, without waiting. What
// comes while a write is under way goes out with the next: under load a system call
// carries many frames.
type outbox struct {
	conn net.Conn
	wake chan struct{} // has room for one
	done chan struct{} // closed when all has been written

	mu      sync.Mutex // guards pending and over
	pending []byte
	over    bool
}

// newOutbox starts the goroutine that writes, until finish.
func newOutbox(conn net.Conn) *outbox {
	o := &outbox{conn: conn, wake: make(chan struct{}, 1), done: make(chan struct{})}
	go o.write()
	return o
}

func (o *outbox) put(f frame) {
	o.mu.Lock()
	o.pending = f.append(o.pending)
	o.mu.Unlock()
	o.signal()
}

func (o *outbox) signal() {
	select {
	case o.wake <- struct{}{}:
	default: // it will see this too
	}
}

// finish sends what is pending, closes the connection and ends the goroutine. What
// is put later is lost.
func (o *outbox) finish() {
	o.mu.Lock()
	o.over = true
	o.mu.Unlock()
	o.signal()
	<-o.done
}

// write drops what cannot be written: whoever reads from the connection learns that
// it has failed.
func (o *outbox) write() {
	defer close(o.done)
	defer o.conn.Close()
	var batch []byte
	for range o.wake {
		o.mu.Lock()
		batch, o.pending = o.pending, batch[:0]
		over := o.over
		o.mu.Unlock()
		if len(batch) > 0 {
			o.conn.Write(batch)
		}
		if over {
			return
		}
	}
}
