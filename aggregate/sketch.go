package aggregate

import (
	"math"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"
	"unsafe"

	"github.com/whitmetrics/whit/internal/bounded"
)

// sketch keeps the clients with the most events of one series, in bounded memory,
// whatever clients come: the space-saving sketch of Metwally, Agrawal and El Abbadi
// (2005), over the weights of samples. When it is full a new client takes the place of
// one of those with the fewest events, and may have had as many before as any that went:
// that is its floor. What was sampled since is kept apart from it, so that estimates do
// not contain what was somebody else's.
//
// It is also where clients are interned: their names are copies, and no caller's buffer
// stays alive. It belongs to the collector.
type sketch struct {
	pool    *clientPool
	removed *atomic.Bool // its metric; may be nil
	index   nameIndex    // of clients
	clients []client
	hand    int     // where the search for the next to go begins
	least   float64 // who has no more may go
	evicted float64 // the most that one had that had to go
}

// client is what a sketch knows of one: the sums over its samples since it
// came in, and its floor. There are many, so what is not added up is short.
type client struct {
	name     string
	samples  uint64
	weight   float64 // Σw
	spread   float64 // Σw(w-1)
	sum      float64 // Σwv
	variance float64 // Σw(w-1)v²
	largest  float32 // w
	top      float32 // w·v
	floor    float32 // the most that it had before, rounded up
	seen     uint32  // when it was last, in seconds since the start
}

func (c *client) most() float64 { return float64(c.floor) + c.weight }

// add takes in a sample.
func (c *client) add(w, v float64, at time.Duration) {
	c.samples++
	c.weight += w
	c.spread += w * (w - 1)
	c.sum += w * v
	c.variance += w * (w - 1) * v * v
	c.largest = max(c.largest, float32(w))
	c.top = max(c.top, float32(w*v))
	c.seen = uint32(at / time.Second)
}

// merge adds what another sketch knows of the same client, but for floors.
func (c *client) merge(o *client) {
	c.samples += o.samples
	c.weight += o.weight
	c.spread += o.spread
	c.sum += o.sum
	c.variance += o.variance
	c.largest = max(c.largest, o.largest)
	c.top = max(c.top, o.top)
}

// roundUp returns the float32 at or above v.
func roundUp(v float64) float32 {
	f := float32(v)
	if float64(f) < v {
		f = math.Nextafter32(f, float32(math.Inf(1)))
	}
	return f
}

// clientPool divides the number of clients that are kept among the sketches.
type clientPool struct {
	limit    int
	sketches []*sketch
}

// minClients is the least that a sketch may have.
const minClients = 16

func (p *clientPool) share() int { return max(p.limit/max(len(p.sketches), 1), minClients) }

// sketch returns a new one, for which the others make room.
func (p *clientPool) sketch() *sketch {
	s := &sketch{pool: p, index: newNameIndex(nil, minClients)}
	p.sketches = append(p.sketches, s)
	for _, s := range p.sketches {
		s.trim()
	}
	return s
}

// known returns how many clients are kept.
func (p *clientPool) known() (n int) {
	for _, s := range p.sketches {
		n += len(s.clients)
	}
	return n
}

// bytes returns about how much memory the sketches hold.
func (p *clientPool) bytes() (n int) {
	for _, s := range p.sketches {
		n += 8 + s.bytes()
	}
	return n
}

// add takes in a sample with weight w and value v of the client of that name.
func (s *sketch) add(name string, w, v float64, at time.Duration) {
	name = valid(name)
	i := s.index.find(name, s.clients)
	if i < 0 {
		i = s.enter(strings.Clone(name))
	}
	s.clients[i].add(w, v, at)
}

// valid returns the name as it is kept: of valid UTF-8, as JSON wants it, and of a
// bounded length.
func valid(name string) string {
	if len(name) > bounded.MaxKey {
		end := bounded.MaxKey
		for end > 0 && !utf8.RuneStart(name[end]) {
			end--
		}
		name = name[:end]
	}
	if !utf8.ValidString(name) {
		name = strings.ToValidUTF8(name, "\uFFFD")
	}
	return name
}

// enter gives a new client a place.
func (s *sketch) enter(name string) (place int) {
	place = len(s.clients)
	if share := s.pool.share(); place < share {
		if place == cap(s.clients) {
			s.resize(min(max(2*place, minClients), share))
		}
		s.clients = append(s.clients, client{})
	} else {
		place = s.smallest()
		s.evicted = max(s.evicted, s.clients[place].most())
		s.index.remove(s.clients[place].name, s.clients)
	}
	s.clients[place] = client{name: name, floor: roundUp(s.evicted)}
	s.index.put(name, place)
	return place
}

// resize moves the clients to memory for just so many.
func (s *sketch) resize(room int) {
	s.clients = append(make([]client, 0, room), s.clients...)
	s.index = newNameIndex(s.clients, room)
}

// smallest returns one of the clients with the least: of those up to a limit that is
// looked for anew when none is left, since clients only grow. A step for each new client,
// mostly.
func (s *sketch) smallest() int {
	for {
		for range s.clients {
			i := s.hand % len(s.clients)
			s.hand = i + 1
			if s.clients[i].most() <= s.least {
				return i
			}
		}
		s.least = s.low()
	}
}

const (
	probed    = 64 // clients that low looks at
	probedLow = probed / 16
)

// low returns what the least client has; in a large sketch, what about a sixteenth of
// the clients have at most, going by some that lie evenly apart. Just the least would be
// looked for anew with each new client if all differ.
func (s *sketch) low() float64 {
	var few [probedLow]float64 // the least, the last one the largest
	for i := range few {
		few[i] = math.Inf(1)
	}
	kept, step := probedLow, len(s.clients)/probed
	if step < 2 {
		kept, step = 1, 1
	}
	for i := s.hand % step; i < len(s.clients); i += step {
		v := s.clients[i].most()
		for k := range kept {
			if v < few[k] {
				v, few[k] = few[k], v
			}
		}
	}
	return few[kept-1]
}

// trim gives up what is beyond the sketch's share, with the memory.
func (s *sketch) trim() {
	share := s.pool.share()
	if len(s.clients) <= share {
		return
	}
	for len(s.clients) > share {
		i := s.smallest()
		s.evicted = max(s.evicted, s.clients[i].most())
		s.remove(i)
	}
	s.resize(share)
}

// forget forgets the clients that were last seen before a time, and returns how many.
// One that comes back begins anew.
func (s *sketch) forget(before time.Duration) (n int) {
	for i := len(s.clients) - 1; i >= 0; i-- {
		if time.Duration(s.clients[i].seen+1)*time.Second <= before {
			s.remove(i)
			n++
		}
	}
	return n
}

// remove takes a client out; the last one takes its place.
func (s *sketch) remove(i int) {
	last := len(s.clients) - 1
	s.index.remove(s.clients[i].name, s.clients)
	if i != last {
		s.index.move(s.clients[last].name, s.clients, i)
		s.clients[i] = s.clients[last]
	}
	s.clients[last] = client{}
	s.clients = s.clients[:last]
}

// bytes returns about how much memory the sketch holds.
func (s *sketch) bytes() int {
	n := int(unsafe.Sizeof(*s)) + cap(s.clients)*int(unsafe.Sizeof(client{})) + s.index.bytes()
	for i := range s.clients {
		n += (len(s.clients[i].name) + 7) &^ 7
	}
	return n
}
