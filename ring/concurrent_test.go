package ring_test

import (
	"math"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/ring"
)

// What became of an event.
const (
	delivered = 1 << iota
	refused
	evicted
)

// transfer is one run of a producer against a consumer: each keeps its own list
// of what became of which event.
type transfer struct {
	ring     *ring.Ring
	produced []byte // refused, evicted: the producer's
	consumed []byte // delivered: the consumer's
	torn     int
	disorder int
	last     int
	done     atomic.Bool
}

func newTransfer(policy ring.Policy, events int) *transfer {
	return &transfer{
		ring:     ring.New(ring.MinCapacity, policy),
		produced: make([]byte, events), consumed: make([]byte, events), last: -1,
	}
}

// produce pushes every event, each tenth urgently.
func (x *transfer) produce(from, to int) {
	for i := from; i < to; i++ {
		out := x.ring.Push(&ring.Event{
			Client: clientOf(i), Value: float64(i), Weight: math.Sqrt(float64(i)),
			Metric: uint32(i), Tick: checksum(i),
		}, i%10 == 0)
		if !out.Stored {
			x.produced[i] |= refused
		}
		if out.Evicted {
			x.produced[out.Victim] |= evicted
		}
	}
}

func (x *transfer) consume() {
	for !x.done.Load() {
		if x.ring.Drain(x.visit) == 0 {
			runtime.Gosched()
		}
	}
	x.ring.Drain(x.visit)
}

func (x *transfer) visit(batch []ring.Event) {
	for i := range batch {
		n := int(batch[i].Metric)
		if !intact(&batch[i]) {
			x.torn++
		}
		if n <= x.last {
			x.disorder++
		}
		x.last = n
		x.consumed[n] |= delivered
	}
}

func intact(e *ring.Event) bool {
	n := int(e.Metric)
	return e.Client == clientOf(n) && e.Value == float64(n) &&
		e.Weight == math.Sqrt(float64(n)) && e.Tick == checksum(n)
}

func checksum(n int) uint32 { return uint32(n) * 2654435761 }

var clients = []string{"", "ada", "barbara", "grace", "hedy", "katherine", "margaret"}

func clientOf(n int) string { return clients[n%len(clients)] }

// Every event is delivered once, in order and whole, or refused or evicted and
// reported so: never two of these, never none.
func TestConcurrentConservation(t *testing.T) {
	const events, head = 300_000, 4 * ring.MinCapacity
	forEachPolicy(t, func(t *testing.T, policy ring.Policy) {
		x := newTransfer(policy, events)
		x.produce(0, head) // nobody drains yet: this overflows for sure
		go func() {
			x.produce(head, events)
			x.done.Store(true)
		}()
		x.consume()
		x.check(t, policy)
	})
}

func (x *transfer) check(t *testing.T, policy ring.Policy) {
	t.Helper()
	require.Zero(t, x.torn)
	require.Zero(t, x.disorder)
	fates := map[byte]int{}
	for i := range x.produced {
		fates[x.produced[i]|x.consumed[i]]++
	}
	sum := fates[delivered] + fates[refused] + fates[evicted]
	require.Equal(t, len(x.produced), sum, "fates %v", fates)
	require.EqualValues(t, fates[delivered]+fates[evicted], x.ring.Pushed())
	require.Positive(t, fates[delivered])
	lost := map[ring.Policy]byte{ring.DropNewest: refused, ring.DropOldest: evicted}[policy]
	require.Positive(t, fates[lost])
	require.Zero(t, x.ring.Len())
}

// Len is read from anywhere while both ends move.
func TestLenStaysWithinCapacity(t *testing.T) {
	x := newTransfer(ring.DropOldest, 100_000)
	go func() {
		x.produce(0, len(x.produced))
		x.done.Store(true)
	}()
	watched := make(chan bool)
	go func() {
		ok := true
		for !x.done.Load() {
			n := x.ring.Len()
			ok = ok && n >= 0 && n <= x.ring.Cap()
			runtime.Gosched()
		}
		watched <- ok
	}()
	x.consume()
	require.True(t, <-watched)
}
