package whit

import (
	"encoding/binary"
	"math/bits"
)

// What a labelKey holds: as many values, no longer than that. The longest is a power of
// two less one, so that lengths or-ed together tell whether one is longer.
const (
	keyLabels = 3
	keyValue  = 15
)

// labelKey is a series' values where they are few and short: all their bytes and their
// lengths, in words on a cache line, so that they are compared without a call and without
// a branch for each. The zero labelKey is like no values.
type labelKey struct {
	sizes uint64
	words [2 * keyLabels]uint64 // the ends of each value
}

// newLabelKey returns the key of values, or the zero labelKey where they are too many or
// too long.
func newLabelKey(values []string) (k labelKey) {
	if len(values) > keyLabels {
		return k
	}
	for i, v := range values {
		if len(v) > keyValue {
			return labelKey{}
		}
		k.words[2*i], k.words[2*i+1] = ends(v)
	}
	k.sizes = sizes(values)
	return k
}

// differs returns 0 if value i has those ends.
func (k *labelKey) differs(i int, front, back uint64) uint64 {
	return (k.words[2*i] ^ front) | (k.words[2*i+1] ^ back)
}

// sizes is how many values there are, and how long each is: all that where they fit into
// a labelKey. See sizes1, sizes2 and sizes3.
func sizes(values []string) uint64 {
	s := uint64(len(values))
	for _, v := range values {
		s = bits.RotateLeft64(s, 8) ^ uint64(len(v))
	}
	return s
}

func sizes1(a string) uint64    { return 1<<8 | uint64(len(a)) }
func sizes2(a, b string) uint64 { return 2<<16 | uint64(len(a))<<8 | uint64(len(b)) }
func sizes3(a, b, c string) uint64 {
	return 3<<24 | uint64(len(a))<<16 | uint64(len(b))<<8 | uint64(len(c))
}

// ends returns the bytes in front and those at the back of a value of up to 16 bytes:
// with the length, all bytes and where they are.
func ends(value string) (front, back uint64) {
	b := []byte(value) // no copy
	n := len(b)
	switch {
	case n >= 8:
		return binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(b)), uint64(binary.LittleEndian.Uint32(b[n-4:]))
	case n > 0:
		return uint64(b[0]) | uint64(b[n/2])<<8 | uint64(b[n-1])<<16, 0
	}
	return 0, 0
}
