package ring_test

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/ring"
)

// model is what a ring is meant to be, as a slice.
type model struct {
	size   int
	policy ring.Policy
	queue  []item
	woken  bool
	pushed uint64
}

type item struct {
	number uint32
	urgent bool
}

func (m *model) push(number uint32, urgent bool) (out ring.Outcome) {
	if len(m.queue) >= m.size/2 && !m.woken {
		m.woken, out.Wake = true, true
	}
	limit := m.size
	if !urgent {
		limit -= m.size / 8
	}
	if len(m.queue) >= limit {
		oldest := m.queue[0]
		if m.policy != ring.DropOldest || oldest.urgent && !urgent {
			return out
		}
		out.Evicted, out.Victim = true, oldest.number
		m.queue = m.queue[1:]
	}
	m.queue = append(m.queue, item{number, urgent})
	m.pushed++
	out.Stored = true
	return out
}

func (m *model) drain() (numbers []uint32) {
	for _, it := range m.queue {
		numbers = append(numbers, it.number)
	}
	m.queue, m.woken = nil, false
	return numbers
}

// pair is a ring and its model, driven alike.
type pair struct {
	t     *testing.T
	ring  *ring.Ring
	model model
	next  uint32
	start uint64
}

func newPair(t *testing.T, policy ring.Policy, start uint64) *pair {
	r := ring.New(ring.MinCapacity, policy)
	r.StartAt(start)
	return &pair{t: t, ring: r, model: model{size: r.Cap(), policy: policy}, start: start}
}

func (p *pair) push(urgent bool) {
	e := event(p.next)
	want := p.model.push(p.next, urgent)
	require.Equal(p.t, want, p.ring.Push(&e, urgent), "event %d, urgent %v", p.next, urgent)
	p.next++
	p.checkSize()
}

func (p *pair) drain() {
	want := p.model.drain()
	var got []uint32
	n := p.ring.Drain(func(batch []ring.Event) {
		require.LessOrEqual(p.t, len(batch), ring.MaxBatch)
		for _, e := range batch {
			require.Equal(p.t, event(e.Metric), e)
			got = append(got, e.Metric)
		}
	})
	require.Equal(p.t, want, got)
	require.Equal(p.t, len(want), n)
	p.checkSize()
}

func (p *pair) checkSize() {
	require.Equal(p.t, len(p.model.queue), p.ring.Len())
	require.Equal(p.t, p.model.pushed, p.ring.Pushed()-p.start)
}

// event makes an event whose every field tells its number.
func event(number uint32) ring.Event {
	return ring.Event{
		Client: strconv.Itoa(int(number)), Value: float64(number), Weight: 1 + float64(number%7),
		Metric: number, Tick: ^number,
	}
}

// starts are indexes with a carry ahead: into the second 32-bit word, and to the
// last index that head can hold, 292 years of a billion events a second away.
const runs = 4000

var starts = map[string]uint64{"zero": 0, "32 bits": 1<<32 - runs, "63 bits": ring.LastIndex - runs}

func forEachPolicy(t *testing.T, test func(*testing.T, ring.Policy)) {
	for _, policy := range []ring.Policy{ring.DropNewest, ring.DropOldest} {
		t.Run(policy.String(), func(t *testing.T) { test(t, policy) })
	}
}

func TestModel(t *testing.T) {
	forEachPolicy(t, func(t *testing.T, policy ring.Policy) {
		for name, start := range starts {
			t.Run(name, func(t *testing.T) {
				p, random := newPair(t, policy, start), rand.New(rand.NewPCG(1, start))
				for p.next < runs {
					p.randomStep(random)
				}
				p.drain()
			})
		}
	})
}

// randomStep pushes or drains. The share of urgent events and the time between
// drains change as it goes, so that rings fill with every mixture.
func (p *pair) randomStep(random *rand.Rand) {
	phase := p.next / 250
	urgentPercent := []int{0, 5, 50, 100}[phase%4]
	pushesPerDrain := []int{10, 40, 90, 300}[phase/4%4]
	if random.IntN(pushesPerDrain) == 0 {
		p.drain()
		return
	}
	p.push(random.IntN(100) < urgentPercent)
}

func FuzzModel(f *testing.F) {
	f.Add([]byte{0, 255, 127, 3, 66, 9}, false)
	f.Add([]byte{255, 255, 255, 200, 130}, true)
	f.Fuzz(func(t *testing.T, steps []byte, oldest bool) {
		policy := ring.DropNewest
		if oldest {
			policy = ring.DropOldest
		}
		p := newPair(t, policy, 0)
		for _, step := range steps {
			p.fuzzStep(step)
		}
	})
}

// fuzzStep drains, or pushes up to 63 events, which the high bit makes urgent.
func (p *pair) fuzzStep(step byte) {
	if step&64 != 0 {
		p.drain()
		return
	}
	for range step & 63 {
		p.push(step&128 != 0)
	}
}
