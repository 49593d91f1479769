package aggregate

import (
	"strings"
	"time"
	"unsafe"
)

// clients interns the names of clients: one copy of each, made here, so that no
// caller's buffer stays alive. It belongs to the collector. At most limit clients
// are known at a time; a new one takes the place of one that has not been seen
// for about a round of the others (the clock, or second-chance, replacement).
type clients struct {
	limit   int
	ids     map[string]int32 // by name, into entries
	entries []client
	hand    int
	names   int // bytes of all names
}

type client struct {
	name string // empty: free
	seen time.Duration
	used bool // since the hand last passed
}

func newClients(limit int) *clients {
	return &clients{limit: limit, ids: make(map[string]int32)}
}

// see notes that a client was active at time now, which is since the start.
func (c *clients) see(name string, now time.Duration) {
	id, ok := c.ids[name]
	if !ok {
		id = c.place()
		name = strings.Clone(name)
		c.names += len(name)
		c.ids[name] = id
		c.entries[id].name = name
	}
	e := &c.entries[id]
	e.seen, e.used = now, true
}

// place returns a free entry, evicting a client if there is none.
func (c *clients) place() int32 {
	if len(c.entries) < c.limit {
		c.entries = append(c.entries, client{})
		return int32(len(c.entries) - 1)
	}
	for {
		id := c.hand
		c.hand = (c.hand + 1) % len(c.entries)
		e := &c.entries[id]
		if !e.used {
			c.forget(e)
			return int32(id)
		}
		e.used = false
	}
}

func (c *clients) forget(e *client) {
	if e.name != "" {
		delete(c.ids, e.name)
		c.names -= len(e.name)
	}
	*e = client{}
}

// expire forgets the clients that were last seen before a time.
func (c *clients) expire(before time.Duration) {
	for i := range c.entries {
		if e := &c.entries[i]; e.name != "" && e.seen < before {
			c.forget(e)
		}
	}
}

func (c *clients) len() int { return len(c.ids) }

// bytes is an estimate: a map keeps a slot and a control byte for each key, and
// is between 7/16 and 7/8 full.
func (c *clients) bytes() int {
	slot := int(unsafe.Sizeof("")+unsafe.Sizeof(int32(0))) + 5
	return len(c.entries)*slot*3/2 + cap(c.entries)*int(unsafe.Sizeof(client{})) + c.names
}
