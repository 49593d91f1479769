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
	x      sample.Xorshift
	credit float64 // of samples above a threshold: see spend
	rate   atomic.Pointer[sample.Rate]

	refused atomic.Uint64 // samples that the ring did not take

	_ cpu.CacheLinePad
}

func newShard(slots int, policy ring.Policy, rate *sample.Rate, x sample.Xorshift) *Shard {
	s := &Shard{Ring: ring.New(slots, policy), x: x, credit: maxCredit}
	s.rate.Store(rate)
	return s
}

// What is above a threshold may be a share of aboveShare of the events, and maxCredit
// more at once: values that have grown must not fill the rings before the collector
// raises the threshold.
const (
	aboveShare = .02
	maxCredit  = 64
)

// earn notes a sample of that weight.
func (s *Shard) earn(weight float64) { s.credit = min(s.credit+aboveShare*weight, maxCredit) }

// spend reports whether one more event above a threshold may be taken. It depends on
// what is past alone, so that those that may not be taken are drawn without bias.
func (s *Shard) spend() bool {
	if s.credit < 1 {
		return false
	}
	s.credit--
	return true
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
