package whit

import (
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
	"unsafe"
)

// labelHash hashes the values of a family's labels: eight bytes a multiplication, mixed
// with what only this process knows, so that nobody can choose values that collide.
// (hash/maphash takes a call for each value, and three times as long.)
type labelHash struct{ start, factor uint64 }

func newLabelHash() labelHash { return labelHash{rand.Uint64(), rand.Uint64() | 1} }

// of goes by the bytes of each value that count, and the length.
func (s labelHash) of(values []string) uint64 {
	h := s.start
	for _, v := range values {
		h = s.add(h, v)
	}
	return h
}

func (s labelHash) add(h uint64, value string) uint64 {
	h ^= uint64(len(value))
	b := unsafe.Slice(unsafe.StringData(value), min(len(value), maxValue))
	for len(b) > 8 {
		h = s.mix(h ^ binary.LittleEndian.Uint64(b))
		b = b[8:]
	}
	last := uint64(0)
	switch n := len(b); {
	case n == 8:
		last = binary.LittleEndian.Uint64(b)
	case n >= 4: // with the length, all bytes and where they are
		last = uint64(binary.LittleEndian.Uint32(b)) | uint64(binary.LittleEndian.Uint32(b[n-4:]))<<32
	case n > 0:
		last = uint64(b[0]) | uint64(b[n/2])<<8 | uint64(b[n-1])<<16
	}
	return s.mix(h ^ last)
}

func (s labelHash) mix(h uint64) uint64 {
	high, low := bits.Mul64(h, s.factor)
	return high ^ low
}
