package shard

import (
	"sync/atomic"
	"unsafe"

	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/sample"
	"golang.org/x/sys/cpu"
)

// Shard is what all series share on one P: the generator that draws gaps, the
// rate at which they are drawn, and the ring that takes samples to the collector.
// Ring is drained by the collector; Rate is set by it; all else belongs to whoever
// is pinned to the P.
type Shard struct {
	_ cpu.CacheLinePad // the owner writes x at every sample

	Ring *ring.Ring
	order
	x    sample.Xorshift
	rate atomic.Pointer[sample.Rate]

	refused atomic.Uint64 // samples that the ring did not take
	evicted atomic.Uint64 // samples that had to make room for others

	_ cpu.CacheLinePad
}

func newShard(slots int, policy ring.Policy, rate *sample.Rate, x sample.Xorshift) *Shard {
	s := &Shard{Ring: ring.New(slots, policy), x: x}
	s.rate.Store(rate)
	return s
}

// Rate returns the rate at which gaps are drawn now. Gaps drawn before keep the
// rate, and the weight, of their time.
func (s *Shard) Rate() *sample.Rate { return s.rate.Load() }

// SetRate sets the rate of the gaps to come. Anyone may call it.
func (s *Shard) SetRate(r *sample.Rate) { s.rate.Store(r) }

// Refused returns how many samples the ring did not take for lack of room.
func (s *Shard) Refused() uint64 { return s.refused.Load() }

// bytes returns what one shard holds.
func (s *Shard) bytes() int {
	return int(unsafe.Sizeof(*s)) + s.Ring.Bytes()
}
