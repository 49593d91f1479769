// Package bounded keeps something for each of the keys that matter most lately,
// in bounded memory, whatever keys arrive.
package bounded

import (
	"iter"
	"strings"
	"unsafe"
)

// MaxKey is how many bytes of a key count: two that differ after those are one.
const MaxKey = 256

func cut(key string) string { return key[:min(len(key), MaxKey)] }

// Map holds values by string, at most limit of them. A new key takes the place of
// one that has not been used for about a round of the others: the clock, or
// second-chance, replacement, which costs a bit a key and no list. Keys are copied,
// so that no caller's buffer stays alive. It is not safe for concurrent use.
type Map[V any] struct {
	limit   int
	index   map[string]int32 // into slots
	slots   []slot[V]
	hand    int // slot that the next eviction looks at first
	keySize int // bytes that all keys hold
}

type slot[V any] struct {
	key   string
	value V
	taken bool
	used  bool // since the hand last passed
}

// New returns an empty map for at most limit keys, which is at least 1. It takes
// memory as keys arrive.
func New[V any](limit int) *Map[V] {
	return &Map[V]{limit: limit, index: make(map[string]int32)}
}

// Use returns the value of key, the zero value if it is new, to be changed in
// place until the next call of Use.
func (m *Map[V]) Use(key string) *V {
	key = cut(key)
	i, ok := m.index[key]
	if !ok {
		i = m.place()
		key = strings.Clone(key)
		m.index[key] = i
		m.keySize += held(key)
		m.slots[i].key, m.slots[i].taken = key, true
	}
	m.slots[i].used = true
	return &m.slots[i].value
}

// Peek returns the value of key, or nil, and does not count as a use.
func (m *Map[V]) Peek(key string) *V {
	if i, ok := m.index[cut(key)]; ok {
		return &m.slots[i].value
	}
	return nil
}

// place returns a free slot, evicting a key if there is none.
func (m *Map[V]) place() int32 {
	if len(m.slots) < m.limit {
		m.slots = append(m.slots, slot[V]{})
		return int32(len(m.slots) - 1)
	}
	full := len(m.index) == len(m.slots)
	for {
		i := m.hand
		m.hand = (m.hand + 1) % len(m.slots)
		switch s := &m.slots[i]; {
		case !s.taken:
			return int32(i)
		case !full: // there is one that is free
		case !s.used:
			m.free(i)
			return int32(i)
		default:
			s.used = false
		}
	}
}

func (m *Map[V]) free(i int) {
	if s := &m.slots[i]; s.taken {
		delete(m.index, s.key)
		m.keySize -= held(s.key)
		*s = slot[V]{}
	}
}

// DeleteFunc removes the keys that drop is true for, and returns how many.
func (m *Map[V]) DeleteFunc(drop func(key string, v *V) bool) (n int) {
	for i := range m.slots {
		if s := &m.slots[i]; s.taken && drop(s.key, &s.value) {
			m.free(i)
			n++
		}
	}
	return n
}

// All iterates over the keys in no order. It does not count as a use.
func (m *Map[V]) All() iter.Seq2[string, *V] {
	return func(yield func(string, *V) bool) {
		for i := range m.slots {
			if s := &m.slots[i]; s.taken && !yield(s.key, &s.value) {
				return
			}
		}
	}
}

// Len returns the number of keys.
func (m *Map[V]) Len() int { return len(m.index) }

// Bytes returns about how much memory the map holds, keys included, but not what
// values point to. (Of the index: a key, a number and a control byte for each slot
// of a table that is between 7/16 and 7/8 full.)
func (m *Map[V]) Bytes() int {
	perKey := int(unsafe.Sizeof("")+unsafe.Sizeof(int32(0))) + 5
	return len(m.slots)*perKey*3/2 + cap(m.slots)*int(unsafe.Sizeof(slot[V]{})) + m.keySize
}

// held is about what a string's bytes take of the heap: sizes come in classes.
func held(key string) int { return (len(key) + 7) &^ 7 }
