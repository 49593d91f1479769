//go:build race || !(amd64 || arm64 || loong64 || mips64 || mips64le || ppc64 || ppc64le || riscv64 || s390x)

package shard

import "sync/atomic"

// atomicOwner tells the variants apart: whether an owner's accesses to its own
// count are atomic instructions.
const atomicOwner = true

// ownerLoad and ownerStore are how the goroutine that is pinned to a P accesses
// a count of that P. They are atomic where a plain 64-bit word would tear, and
// for the race detector, which does not see that a pin orders one owner after
// another: the store is an owner's last access to a cell, and the load the next
// one's first, so that it sees all that the former wrote.
func ownerLoad(p *uint64) uint64     { return atomic.LoadUint64(p) }
func ownerStore(p *uint64, n uint64) { atomic.StoreUint64(p, n) }

// readerLoad is how anybody else reads a count.
func readerLoad(p *uint64) uint64 { return atomic.LoadUint64(p) }

// order carries what one owner of a shard leaves to the next, for state that no
// single cell orders: whoever enters sees what was written before the last leave.
type order struct{ seq atomic.Uint32 }

func (o *order) enter() { o.seq.Load() }
func (o *order) leave() { o.seq.Store(o.seq.Load() + 1) }
