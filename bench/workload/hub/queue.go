package hub

import "time"

const (
	queueSize  = 24 // messages for a recipient, under way or waiting
	windowSize = 8  // messages under way
	maxRetries = 2
)

// message is one in the hub.
type message struct {
	from     *member
	id       uint32
	attempt  uint8
	trial    bool // the breaker waits for it
	expires  int64
	accepted time.Time
	body     []byte
}

func (m *message) late(now time.Time) bool { return m.expires != 0 && now.UnixNano() > m.expires }

// fifo is a queue with room for queueSize.
type fifo struct {
	slots    [queueSize]message
	first, n int
}

func (q *fifo) push(m message) {
	q.slots[(q.first+q.n)%queueSize] = m
	q.n++
}

func (q *fifo) pop() message {
	m := q.slots[q.first]
	q.slots[q.first] = message{} // keeps nothing alive
	q.first = (q.first + 1) % queueSize
	q.n--
	return m
}
