package ring

import "unsafe"

// Where the words lie that producer and consumer write.
const (
	TailOffset   = unsafe.Offsetof(Ring{}.tail)
	PolicyOffset = unsafe.Offsetof(Ring{}.policy)
	HeadOffset   = unsafe.Offsetof(Ring{}.head)
)

// MaxBatch is the largest batch that Drain hands out.
const MaxBatch = maxBatch

// LastIndex is the largest index that head has room for, beside its bit.
const LastIndex = 1<<63 - 1

// StartAt makes a new ring look as if index events had passed through it.
func (r *Ring) StartAt(index uint64) {
	r.tail.Store(index)
	r.headSeen = index
	r.head.Store(index << 1)
}

// Slots returns all slots, whoever owns them.
func (r *Ring) Slots() []Event { return r.slots }
