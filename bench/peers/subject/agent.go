package subject

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
)

const (
	// lastWords is the title of the event that a client sends when it has sent all.
	lastWords = "that is all"
	// keep bounds what an agent keeps, for a check of truth. What comes after it is read
	// and forgotten, so that the agent takes as little of the processors as it can.
	keep = 1 << 20
)

// An agent is what datadog's clients send to: a UDP socket, and one goroutine, ended by
// close, that reads it.
type agent struct {
	conn net.PacketConn
	done chan struct{} // closed by the goroutine at its end
	all  chan struct{} // closed by it when the last words have come

	mu       sync.Mutex
	received []byte
}

func listen() (*agent, error) {
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	a := &agent{conn: conn, done: make(chan struct{}), all: make(chan struct{})}
	go a.read()
	return a, nil
}

func (a *agent) address() string { return a.conn.LocalAddr().String() }

func (a *agent) close() error {
	err := a.conn.Close()
	<-a.done
	return err
}

func (a *agent) read() {
	defer close(a.done)
	packet := make([]byte, 1<<16)
	heard := false
	for {
		n, _, err := a.conn.ReadFrom(packet)
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			continue // an earlier packet's, on some systems
		}
		a.mu.Lock()
		if len(a.received)+n < keep {
			a.received = append(append(a.received, packet[:n]...), '\n')
		}
		a.mu.Unlock()
		if !heard && bytes.Contains(packet[:n], []byte(lastWords)) {
			heard = true
			close(a.all)
		}
	}
}

// events waits for the last words, and returns how many events the messages stand for.
func (a *agent) events(ctx context.Context) (float64, error) {
	select {
	case <-a.all:
	case <-ctx.Done():
		return 0, fmt.Errorf("datadog's last words have not come: %w", context.Cause(ctx))
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	sum := 0.0
	for line := range strings.SplitSeq(string(a.received), "\n") {
		if line == "" || strings.HasPrefix(line, "_e") {
			continue
		}
		n, err := message(line)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}

// message returns how many events a message of DogStatsD stands for:
// name:value[:value…]|type[|@rate][|…].
func message(line string) (float64, error) {
	fields := strings.Split(line, "|")
	values := strings.Split(fields[0], ":")[1:]
	if len(fields) < 2 || len(values) == 0 {
		return 0, fmt.Errorf("datadog sent %q: want name:value|type", line)
	}
	n := float64(len(values))
	if fields[1] == "c" {
		var err error
		if n, err = strconv.ParseFloat(values[0], 64); err != nil {
			return 0, fmt.Errorf("datadog sent %q: %w", line, err)
		}
	}
	for _, f := range fields[2:] {
		if text, ok := strings.CutPrefix(f, "@"); ok {
			rate, err := strconv.ParseFloat(text, 64)
			if err != nil || !(rate > 0 && rate <= 1) {
				return 0, fmt.Errorf("datadog sent %q: want a rate from 0 to 1", line)
			}
			n /= rate
		}
	}
	return n, nil
}
