package ring_test

import (
	"strconv"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/ring"
	"golang.org/x/sys/cpu"
)

const size = ring.MinCapacity

func push(r *ring.Ring, number uint32, urgent bool) ring.Outcome {
	e := event(number)
	return r.Push(&e, urgent)
}

// fill pushes n events, numbered from 0.
func fill(r *ring.Ring, n int, urgent bool) {
	for i := range n {
		push(r, uint32(i), urgent)
	}
}

// numbers drains r and returns what was in it.
func numbers(r *ring.Ring) (all []uint32) {
	r.Drain(func(batch []ring.Event) {
		for _, e := range batch {
			all = append(all, e.Metric)
		}
	})
	return all
}

func upTo(from, to int) (all []uint32) {
	for i := from; i < to; i++ {
		all = append(all, uint32(i))
	}
	return all
}

func TestCapacity(t *testing.T) {
	for slots, want := range map[int]int{
		-1 << 31: 64, -1: 64, 0: 64, 1: 64, 64: 64, 65: 64,
		90: 64, 91: 128, // 64·√2 = 90.5
		128: 128, 181: 128, 182: 256, // 128·√2 = 181.02
		500: 512, 512: 512, 666: 512, 724: 512, 725: 1024, // 512·√2 = 724.08
		1000: 1024, 2000: 2048,
		1<<22 - 1: 1 << 22, 1 << 22: 1 << 22, 1<<22 + 1: 1 << 22, 1<<31 - 1: 1 << 22,
	} {
		require.Equal(t, want, ring.Capacity(slots), "%d slots", slots)
		if want <= 1<<12 {
			require.Equal(t, want, ring.New(slots, ring.DropNewest).Cap())
		}
	}
}

func TestLayout(t *testing.T) {
	if strconv.IntSize == 64 {
		require.EqualValues(t, 40, unsafe.Sizeof(ring.Event{}))
	}
	line := unsafe.Sizeof(cpu.CacheLinePad{})
	require.GreaterOrEqual(t, ring.TailOffset, line, "what lies before the ring")
	require.GreaterOrEqual(t, ring.HeadOffset-ring.PolicyOffset, line, "the producer's last field and head")
	require.GreaterOrEqual(t, unsafe.Sizeof(ring.Ring{})-ring.HeadOffset, line, "what lies behind the ring")
}

// Bytes is what the slots take, with what the allocator rounds them up by.
func TestBytes(t *testing.T) {
	for _, slots := range []int{64, 512, 1024, 2048, 4096} {
		r := ring.New(slots, ring.DropNewest)
		least := slots*int(unsafe.Sizeof(ring.Event{})) + slots/8 + int(unsafe.Sizeof(*r))
		require.GreaterOrEqual(t, r.Bytes(), least)
		require.LessOrEqual(t, r.Bytes(), least*9/8)
	}
}

func TestDropNewestKeepsTheFirst(t *testing.T) {
	r := ring.New(size, ring.DropNewest)
	fill(r, 2*size, false)
	require.Equal(t, upTo(0, size*7/8), numbers(r))
	require.EqualValues(t, size*7/8, r.Pushed())
}

func TestDropOldestKeepsTheLast(t *testing.T) {
	r := ring.New(size, ring.DropOldest)
	fill(r, 2*size, false)
	require.Equal(t, upTo(2*size-size*7/8, 2*size), numbers(r))
	require.EqualValues(t, 2*size, r.Pushed())
}

func TestReserveIsForUrgentEvents(t *testing.T) {
	forEachPolicy(t, func(t *testing.T, policy ring.Policy) {
		r := ring.New(size, policy)
		fill(r, 2*size, false)
		for i := range size / 8 {
			require.Equal(t, ring.Outcome{Stored: true}, push(r, uint32(1000+i), true))
		}
		require.Equal(t, size, r.Len())
		stored := policy == ring.DropOldest
		require.Equal(t, stored, push(r, 2000, true).Stored, "an urgent event into a ring that is full")
	})
}

func TestUrgentIsNotEvictedForOthers(t *testing.T) {
	r := ring.New(size, ring.DropOldest)
	push(r, 1, true)
	for i := range 3 * size {
		out := push(r, uint32(1000+i), false)
		require.Equal(t, i < size*7/8-1, out.Stored)
		require.False(t, out.Evicted)
	}
	require.Equal(t, uint32(1), numbers(r)[0])
}

func TestUrgentEvictsUrgent(t *testing.T) {
	r := ring.New(size, ring.DropOldest)
	fill(r, size, true)
	out := push(r, 1000, true)
	require.Equal(t, ring.Outcome{Stored: true, Evicted: true, Victim: 0}, out)
	require.Equal(t, append(upTo(1, size), 1000), numbers(r))
}

// A slot must not remember that it once held an urgent event.
func TestSlotForgetsUrgency(t *testing.T) {
	r := ring.New(size, ring.DropOldest)
	fill(r, size, true)
	numbers(r)
	fill(r, size*7/8, false)
	require.Equal(t, ring.Outcome{Stored: true, Evicted: true, Victim: 0}, wakeless(push(r, 1000, false)))
}

func wakeless(out ring.Outcome) ring.Outcome {
	out.Wake = false
	return out
}

func TestWakeOncePerDrain(t *testing.T) {
	forEachPolicy(t, func(t *testing.T, policy ring.Policy) {
		r := ring.New(size, policy)
		for round := range 3 {
			for i := range 3 * size {
				out := push(r, uint32(i), i%2 == 0)
				require.Equal(t, i == size/2, out.Wake, "event %d of round %d", i, round)
			}
			numbers(r)
		}
	})
}

// The consumer is awake while it drains: it need not be woken for what it is at.
func TestNoSecondWakeDuringDrain(t *testing.T) {
	r := ring.New(8*ring.MaxBatch, ring.DropNewest)
	fill(r, 6*ring.MaxBatch, false)
	r.Drain(func(batch []ring.Event) {
		require.False(t, push(r, 1000, false).Wake)
	})
}

// Events that came in during a drain are nobody's concern but the next one's.
func TestWakeAfterDrainThatLeftMuch(t *testing.T) {
	r := ring.New(size, ring.DropNewest)
	fill(r, size/2, false)
	r.Drain(func(batch []ring.Event) { fill(r, size*3/8, false) })
	fill(r, size/8, false)
	require.True(t, push(r, 1000, false).Wake)
}

func TestDrainClearsStrings(t *testing.T) {
	r := ring.New(size, ring.DropNewest)
	fill(r, size/2, false)
	numbers(r)
	for i, e := range r.Slots() {
		require.Empty(t, e.Client, "slot %d", i)
	}
}

// Slots go back to the producer batch by batch, not all at the end.
func TestBatchesAreBounded(t *testing.T) {
	r := ring.New(8*ring.MaxBatch, ring.DropNewest)
	fill(r, 5*ring.MaxBatch+1, false)
	batches := 0
	r.Drain(func(batch []ring.Event) {
		require.LessOrEqual(t, len(batch), ring.MaxBatch)
		require.Equal(t, 5*ring.MaxBatch+1-batches*ring.MaxBatch, r.Len())
		batches++
	})
	require.Equal(t, 6, batches)
}

func TestDrainOfNothing(t *testing.T) {
	r := ring.New(size, ring.DropNewest)
	require.Zero(t, r.Drain(func([]ring.Event) { t.Error("there is nothing to visit") }))
}

func TestDrainDoesNotChaseTheProducer(t *testing.T) {
	forEachPolicy(t, func(t *testing.T, policy ring.Policy) {
		r := ring.New(4*size, policy)
		fill(r, 3*size, false)
		n := r.Drain(func(batch []ring.Event) { fill(r, 2*len(batch), false) })
		require.Equal(t, 3*size, n)
		require.NotZero(t, r.Len())
	})
}

// A batch stays as it is while it is visited, however full the ring is.
func TestNoEvictionDuringBatch(t *testing.T) {
	r := ring.New(size, ring.DropOldest)
	fill(r, size, true)
	r.Drain(func(batch []ring.Event) {
		require.Equal(t, ring.Outcome{}, push(r, 1000, true))
		require.Equal(t, uint32(0), batch[0].Metric)
	})
	require.Equal(t, ring.Outcome{Stored: true}, push(r, 1000, false))
}

func TestPushDoesNotAllocate(t *testing.T) {
	forEachPolicy(t, func(t *testing.T, policy ring.Policy) {
		r, e := ring.New(size, policy), event(1)
		require.Zero(t, testing.AllocsPerRun(4*size, func() { r.Push(&e, false) }), "full")
		visit := func([]ring.Event) {}
		require.Zero(t, testing.AllocsPerRun(4*size, func() {
			r.Push(&e, false)
			r.Drain(visit)
		}))
	})
}

// What is reserved is nobody's until it is committed, and what is refused is no slot.
func TestReserve(t *testing.T) {
	r := ring.New(size, ring.DropNewest)
	slot, out := r.Reserve(false)
	require.True(t, out.Stored)
	*slot = event(7)
	require.Zero(t, r.Len())
	require.Empty(t, numbers(r))
	r.Commit()
	require.Equal(t, []uint32{7}, numbers(r))
	fill(r, size, false)
	slot, out = r.Reserve(false)
	require.Nil(t, slot)
	require.False(t, out.Stored)
}

func TestPolicy(t *testing.T) {
	require.True(t, ring.DropNewest.Valid())
	require.True(t, ring.DropOldest.Valid())
	require.False(t, ring.Policy(2).Valid())
	require.Equal(t, "Policy(2)", ring.Policy(2).String())
}
