//go:build !race && (amd64 || arm64 || loong64 || mips64 || mips64le || ppc64 || ppc64le || riscv64 || s390x)

package shard

import "sync/atomic"

// atomicOwner tells the variants apart: whether an owner's accesses to its own
// count are atomic instructions.
const atomicOwner = false

// ownerLoad and ownerStore are how the goroutine that is pinned to a P accesses
// a count of that P, which nobody else writes.
//
// They are plain on purpose. On amd64 an atomic store is a locked instruction,
// which waits for the stores of the pin before it: it would cost several times the
// rest of the path. Plain is right here: the count is one aligned 64-bit word, so
// it does not tear; it has one writer at a time; the memory model lets a reader
// see only values that were really written, and readers load atomically. One
// owner follows another on a P only through the scheduler, which orders them.
// The race detector does not see that: its builds take the other variant.
func ownerLoad(p *uint64) uint64     { return *p }
func ownerStore(p *uint64, n uint64) { *p = n }

// readerLoad is how anybody else reads a count.
func readerLoad(p *uint64) uint64 { return atomic.LoadUint64(p) }

// order carries what one owner of a shard leaves to the next; nothing, here: the
// scheduler orders them.
type order struct{}

func (*order) enter() {}
func (*order) leave() {}
