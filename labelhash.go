package whit

import (
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
	"unsafe"
)

// labelHash hashes the values of a family's labels: up to 16 bytes a multiplication,
// mixed with what only this process knows, so that nobody can choose values that collide.
// (hash/maphash takes a call for each value, and three times as long.)
type labelHash struct{ start, factor uint64 }

func newLabelHash() labelHash { return labelHash{rand.Uint64(), rand.Uint64() | 1} }

// of goes by the bytes of each value that count, and the lengths.
func (s *labelHash) of(values []string) uint64 {
	h := s.start ^ sizes(values)
	for _, v := range values {
		if len(v) > keyValue {
			h = s.mixLong(h, v)
		} else {
			front, back := ends(v)
			h = s.mix(h, front, back)
		}
	}
	return h
}

// mixLong takes in a value that is longer than keyValue: 16 bytes at least.
func (s *labelHash) mixLong(h uint64, value string) uint64 {
	b := unsafe.Slice(unsafe.StringData(value), min(len(value), maxValue))
	last := b[len(b)-16:]
	for ; len(b) > 16; b = b[16:] {
		h = s.mix(h, binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:]))
	}
	return s.mix(h, binary.LittleEndian.Uint64(last), binary.LittleEndian.Uint64(last[8:]))
}

func (s *labelHash) mix(h, front, back uint64) uint64 {
	high, low := bits.Mul64(h^front, s.factor^back)
	return high ^ low
}
