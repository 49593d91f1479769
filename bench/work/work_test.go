package work_test

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/work"
)

func reference(b []byte) uint64 {
	h := fnv.New64a()
	h.Write(b)
	return h.Sum64()
}

func fill(rng *rand.Rand, b []byte) {
	for i := 0; i < len(b); i += 8 {
		binary.LittleEndian.PutUint64(b[i:], rng.Uint64())
	}
}

func TestAgainstHashFNV(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var short [48]byte
	var long [work.LongLen]byte
	for range 100 {
		want := reference(short[:])
		require.Equal(t, want, work.FNV(work.Offset, &short))
		require.Equal(t, want, work.FNVCopy(work.Offset, &short))
		require.Equal(t, reference(long[:]), work.FNVLong(work.Offset, &long))
		fill(rng, short[:])
		fill(rng, long[:])
	}
}

func TestDoNotAllocate(t *testing.T) {
	require.Zero(t, testing.AllocsPerRun(100, func() {
		var short [48]byte
		var long [work.LongLen]byte
		work.FNV(work.Offset, &short)
		work.FNVCopy(work.Offset, &short)
		work.FNVLong(work.Offset, &long)
	}))
}

func ExampleFNV() {
	var b [48]byte
	copy(b[:], "one request")
	fmt.Println(work.FNV(work.Offset, &b) == work.FNVCopy(work.Offset, &b))
	// Output: true
}

var sink uint64

func BenchmarkFNV(b *testing.B) {
	var buf [48]byte
	for b.Loop() {
		sink = work.FNV(work.Offset, &buf)
	}
}

func BenchmarkFNVChained(b *testing.B) {
	var buf [48]byte
	for b.Loop() {
		sink = work.FNV(sink, &buf)
	}
}

func BenchmarkFNVCopy(b *testing.B) {
	var buf [48]byte
	for b.Loop() {
		sink = work.FNVCopy(work.Offset, &buf)
	}
}

func BenchmarkFNVLong(b *testing.B) {
	var buf [work.LongLen]byte
	for b.Loop() {
		sink = work.FNVLong(work.Offset, &buf)
	}
}
