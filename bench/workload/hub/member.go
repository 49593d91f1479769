package hub

import (
	"bytes"
	"errors"
	"fmt"
	"sync"
	"time"
)

// A member is a client as the hub sees it, from hello to bye.
type member struct {
	*tenant
	name string
	out  *outbox
	last uint32 // published; of the goroutine that reads from the member

	mu      sync.Mutex // guards what is for this member
	flying  fifo       // in the order of their delivery, which is that of the answers
	waiting fifo
}

var errAnswer = errors.New("an answer to nothing")

// publish takes in a message of m's.
func (m *member) publish(f frame) error {
	if f.id == m.last {
		m.metrics.RecordMessageDeduplicated(m.name)
		m.out.put(frame{kind: duplicate, id: f.id})
		return nil
	}
	m.last = f.id
	to := m.member(f.peer)
	if to == nil {
		return fmt.Errorf("a message to %d, who is not here", f.peer)
	}
	pass, trial, moved := m.breaker.admit()
	if !pass {
		m.out.put(frame{kind: shut, id: f.id})
		return nil
	}
	to.queue(message{
		from: m, id: f.id, trial: trial, expires: f.number, accepted: time.Now(), body: bytes.Clone(f.body),
	}, moved)
	return nil
}

// queue takes in a message for m; the sender is told of the moves with it.
func (m *member) queue(msg message, moved moves) {
	m.mu.Lock()
	defer m.mu.Unlock()
	size := m.waiting.n + m.flying.n
	if size == queueSize {
		m.metrics.RecordQueueOverflow(m.name)
		if msg.trial { // an ordinary overflow says nothing about deliveries
			moved |= m.breaker.settle(false, true)
		}
		msg.from.out.put(frame{kind: overflow, id: msg.id, moves: moved})
		return
	}
	m.metrics.RecordMessageQueued(m.name, size+1)
	msg.from.out.put(frame{kind: queued, id: msg.id, moves: moved, number: int64(size + 1)})
	m.waiting.push(msg)
	m.advance(msg.accepted)
}

// advance delivers what the window has room for. The caller holds the mutex.
func (m *member) advance(now time.Time) {
	for m.flying.n < windowSize && m.waiting.n > 0 {
		msg := m.waiting.pop()
		if msg.late(now) {
			m.metrics.RecordMessageExpired(m.name)
			m.settle(msg, expired, 0)
			continue
		}
		m.deliver(msg)
	}
}

func (m *member) deliver(msg message) {
	m.flying.push(msg)
	m.out.put(frame{kind: deliver, id: msg.id, attempt: msg.attempt, body: msg.body})
}

// settle tells the breaker and the sender what became of a message.
func (m *member) settle(msg message, what kind, latency time.Duration) {
	// An expired message is the sender's fault, unless everything waits for it.
	moved := m.breaker.settle(what != failed && !(what == expired && msg.trial), msg.trial)
	msg.from.out.put(frame{kind: what, id: msg.id, moves: moved, number: int64(latency)})
}

// answer takes in m's answer to the first delivery that it has not answered.
func (m *member) answer(f frame) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.flying.n == 0 {
		return errAnswer
	}
	msg, now := m.flying.pop(), time.Now()
	if msg.id != f.id {
		return errAnswer
	}
	well := f.kind == accept
	m.recordRetry(msg, well)
	switch {
	case well:
		latency := now.Sub(msg.accepted)
		m.metrics.RecordMessageSent(m.name, milliseconds(latency))
		m.settle(msg, delivered, latency)
	case msg.attempt < maxRetries:
		msg.attempt++
		m.metrics.RecordRetryAttempt(m.name)
		m.deliver(msg)
	default:
		m.metrics.RecordMessageFailed(m.name)
		m.settle(msg, failed, 0)
	}
	m.advance(now)
	return nil
}

// recordRetry records how a delivery ended, if it was not the first.
func (m *member) recordRetry(msg message, well bool) {
	switch {
	case msg.attempt == 0:
	case well:
		m.metrics.RecordRetrySuccess(m.name)
	default:
		m.metrics.RecordRetryFailure(m.name)
	}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
