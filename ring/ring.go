// Package ring is a bounded queue of events between one producer and one
// consumer, without locks, waiting or allocation. It knows no metrics.
package ring

import (
	"math/bits"
	"slices"
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/cpu"
)

// Ring is a single-producer single-consumer queue of a power of two of slots.
//
// The indexes head and tail count slots ever read and ever written; slot i lives
// at i modulo the capacity. The producer owns the slots from tail to head plus
// capacity, the consumer those from head to tail:
//
//	       head             tail             head + capacity
//	─────────┼────────────────┼────────────────┼─────────
//	 (past)  │   consumer's   │   producer's   │ (not yet)
//
// Ownership of a slot passes from producer to consumer with the store of tail,
// and back with the store of head. DropOldest makes one exception: a producer
// without a slot may take back the oldest from a consumer that is not reading.
// That is why head carries a bit that is set while a batch is being read: taking
// a slot back and beginning a batch are both a compare-and-swap of the same word,
// so that only one of them happens.
//
// "The producer" is whoever may call Push at the time; the caller sees to it that
// there is one, and that each sees what the one before it wrote.
type Ring struct {
	_ cpu.CacheLinePad

	// tail is written by the producer only, and read by both.
	tail atomic.Uint64
	// The rest of this line is the producer's own.
	headSeen uint64   // head as last read; head may have moved on since
	slots    []Event  // each slot: whoever owns it, as above
	urgent   []uint64 // bit i: slot i holds an urgent event, while it holds one
	policy   Policy

	_ cpu.CacheLinePad

	// head is index<<1 | reading: moved by the consumer, which sets the bit when it
	// begins a batch and clears it when it has moved the index past it; or by the
	// producer, one slot on, while the bit is clear.
	head atomic.Uint64
	// asked is set by the producer when it asks for a drain, and cleared by the
	// consumer at the end of one. Head alone would not do: evictions move it too.
	asked atomic.Bool

	_ cpu.CacheLinePad
}

const (
	reading = 1 // bit of head
	// reserve is the share of the slots, 1/reserve, that only urgent events may take.
	reserve = 8
	// maxBatch bounds a batch, so that slots go back to the producer soon.
	maxBatch = 64
)

// MinCapacity and MaxCapacity bound a ring's number of slots.
const (
	MinCapacity = 64
	MaxCapacity = 1 << 22
)

// Capacity returns the power of two nearest to slots (by ratio), within
// [MinCapacity, MaxCapacity].
func Capacity(slots int) int {
	slots = min(max(slots, MinCapacity), MaxCapacity)
	down := 1 << (bits.Len(uint(slots)) - 1)
	if uint64(slots)*uint64(slots) > 2*uint64(down)*uint64(down) {
		return 2 * down
	}
	return down
}

// New returns an empty ring of [Capacity](slots) slots.
func New(slots int, policy Policy) *Ring {
	n := Capacity(slots)
	return &Ring{
		// Grow tells by its capacity what the allocator makes of n; make does not.
		slots:  slices.Grow[[]Event](nil, n)[:n],
		urgent: make([]uint64, n/64),
		policy: policy,
	}
}

// Outcome is what became of a pushed event, and of others for its sake.
type Outcome struct {
	Stored  bool   // the event is in the ring; otherwise it was refused
	Evicted bool   // an older event of series Victim was lost for it
	Wake    bool   // the ring has passed half: ask the consumer to drain it
	Victim  uint32 // series of the evicted event
}

// Push stores e if there is room or the policy makes some. The last eighth of the
// slots takes urgent events only, and an urgent event is never evicted for another
// that is not. Wake is reported at most once between two drains. Only the producer
// may call it; it neither blocks nor allocates.
func (r *Ring) Push(e *Event, urgent bool) Outcome {
	slot, out := r.Reserve(urgent)
	if out.Stored {
		*slot = *e
		r.Commit()
	}
	return out
}

// Reserve is the first half of [Ring.Push], for a producer that writes the event
// into its slot rather than have it copied there. If the event is Stored, the slot
// is to be filled, and [Ring.Commit] called, before anything else.
func (r *Ring) Reserve(urgent bool) (slot *Event, out Outcome) {
	tail, size := r.tail.Load(), uint64(len(r.slots))
	out.Stored = true
	if tail-r.headSeen >= size/2 {
		if out = r.makeRoom(tail, size, urgent); !out.Stored {
			return nil, out
		}
	}
	i := tail & (size - 1)
	if r.policy == DropOldest {
		r.mark(i, urgent)
	}
	return &r.slots[i], out
}

// Commit gives the slot that was reserved to the consumer: what was written to it
// happens before the consumer reads it.
func (r *Ring) Commit() { r.tail.Store(r.tail.Load() + 1) }

// makeRoom is Reserve's slow part, for a ring that looks half full.
//
//go:noinline
func (r *Ring) makeRoom(tail, size uint64, urgent bool) (out Outcome) {
	r.headSeen = r.head.Load() >> 1
	used := tail - r.headSeen
	if used >= size/2 && !r.asked.Load() {
		r.asked.Store(true)
		out.Wake = true
	}
	limit := size
	if !urgent {
		limit -= size / reserve
	}
	out.Stored = used < limit || r.policy == DropOldest && r.evict(urgent, &out)
	return out
}

// evict takes the oldest slot back from a consumer that is not reading.
func (r *Ring) evict(urgent bool, out *Outcome) bool {
	oldest := r.headSeen & uint64(len(r.slots)-1)
	if !urgent && r.urgent[oldest/64]>>(oldest%64)&1 != 0 {
		return false
	}
	// The consumer writes no series number, ever, so this read is safe even if
	// the swap then fails.
	victim := r.slots[oldest].Metric
	if !r.head.CompareAndSwap(r.headSeen<<1, (r.headSeen+1)<<1) {
		return false // reading, or has read: it frees slots in a moment
	}
	r.headSeen++
	out.Evicted, out.Victim = true, victim
	return true
}

// mark remembers whether slot i holds an urgent event. The bits are the
// producer's own, so that it need not look into slots that the consumer owns.
func (r *Ring) mark(i uint64, urgent bool) {
	bit := uint64(1) << (i % 64)
	if urgent {
		r.urgent[i/64] |= bit
	} else {
		r.urgent[i/64] &^= bit
	}
}

// Drain calls visit for the events that are in the ring now, oldest first, in
// batches of up to 64, and returns how many there were. A batch is valid during
// the call only: its strings are cleared behind it. Only the consumer may call it.
// It never waits for the producer, and a producer that goes on pushing does not
// keep it from returning.
func (r *Ring) Drain(visit func(batch []Event)) int {
	end := r.tail.Load()
	drained := 0
	for batch := r.begin(end); len(batch) > 0; batch = r.begin(end) {
		visit(batch)
		for i := range batch {
			batch[i].Client = "" // keep no caller's bytes alive
		}
		drained += len(batch)
		// Gives the batch's slots back to the producer, cleared.
		r.head.Store((r.head.Load()>>1 + uint64(len(batch))) << 1)
	}
	r.asked.Store(false)
	return drained
}

// begin claims the next batch before index end against eviction, and returns its
// slots, which lie in one piece. An empty batch claims nothing.
func (r *Ring) begin(end uint64) []Event {
	for {
		word := r.head.Load()
		head := word >> 1
		if int64(end-head) <= 0 { // past end: evictions moved head on
			return nil
		}
		from := head & uint64(len(r.slots)-1)
		to := min(from+min(end-head, maxBatch), uint64(len(r.slots)))
		if r.head.CompareAndSwap(word, word|reading) {
			return r.slots[from:to]
		}
	}
}

// Len returns how many events are in the ring. Anyone may call it; while the
// ring is in use the result is a moment old.
func (r *Ring) Len() int {
	head := r.head.Load() >> 1 // first: tail never falls behind an older head
	return int(min(r.tail.Load()-head, uint64(len(r.slots))))
}

// Cap returns the number of slots.
func (r *Ring) Cap() int { return len(r.slots) }

// Pushed returns how many events were ever stored. Anyone may call it.
func (r *Ring) Pushed() uint64 { return r.tail.Load() }

// Bytes returns how much memory the ring holds, the strings of its events aside.
func (r *Ring) Bytes() int {
	return int(unsafe.Sizeof(*r)) + cap(r.slots)*int(unsafe.Sizeof(Event{})) + len(r.urgent)*8
}
