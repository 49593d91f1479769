// Package slots is a list of pointers by number that is read without a lock.
package slots

import (
	"iter"
	"sync/atomic"
)

// List holds pointers by number, in memory for the largest there was. Any goroutine may
// read it at any time; those that change it wait for one another, by a lock of the
// caller's. The zero List is empty.
type List[T any] struct {
	slots atomic.Pointer[[]atomic.Pointer[T]]
}

const least = 8

// Get returns the pointer of number i, nil if there is none.
func (l *List[T]) Get(i uint32) *T {
	if slots := l.slots.Load(); slots != nil && uint64(i) < uint64(len(*slots)) {
		return (*slots)[i].Load()
	}
	return nil
}

// Set makes p, which may be nil, the pointer of number i. Readers that are on the way
// may still see the one before.
func (l *List[T]) Set(i uint32, p *T) {
	var old []atomic.Pointer[T]
	if slots := l.slots.Load(); slots != nil {
		old = *slots
	}
	if int(i) < len(old) {
		old[i].Store(p)
		return
	}
	slots := make([]atomic.Pointer[T], max(least, 2*len(old), int(i)+1))
	for k := range old {
		slots[k].Store(old[k].Load())
	}
	slots[i].Store(p)
	l.slots.Store(&slots)
}

// All iterates over what there is, by number.
func (l *List[T]) All() iter.Seq[*T] {
	return func(yield func(*T) bool) {
		slots := l.slots.Load()
		if slots == nil {
			return
		}
		for i := range *slots {
			if p := (*slots)[i].Load(); p != nil && !yield(p) {
				return
			}
		}
	}
}

// Cap returns for how many numbers there is memory.
func (l *List[T]) Cap() int {
	if slots := l.slots.Load(); slots != nil {
		return len(*slots)
	}
	return 0
}

// Bytes returns how much memory the list holds, but for what it points to.
func (l *List[T]) Bytes() int { return l.Cap() * pointerSize }

const pointerSize = 4 << (^uintptr(0) >> 63)
