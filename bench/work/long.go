package work

// LongLen is the length of FNVLong's buffer, in bytes.
const LongLen = 576

// FNVLong goes on from hash h with the bytes of b, as hash/fnv does: some 0.6 to
// 0.7 µs of work, for operations too heavy to be measured against FNV.
//
//go:noinline
func FNVLong(h uint64, b *[LongLen]byte) uint64 {
	// Not unrolled: the loop is hidden behind the multiplication.
	for _, c := range b {
		h = (h ^ uint64(c)) * prime
	}
	return h
}
