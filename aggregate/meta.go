package aggregate

import (
	"time"
	"unsafe"
)

// Meta is what whit tells of itself.
type Meta struct {
	Shards     int     // one a P
	BufferSize int     // ring slots that were asked for, in all
	Capacity   int     // ring slots that there are, in all
	FillRatio  float64 // share of them that is taken now
	SampleRate float64 // of the gaps drawn now: the mean over shards

	Added    uint64  // samples that got into a ring
	Dropped  uint64  // samples that lost their detail in a full ring
	Rejected uint64  // values refused
	DropRate float64 // Dropped as a share of all samples

	Flushes   uint64        // publications
	MeanFlush time.Duration // time that one took, drains included

	Clients int // names that are interned
	Bytes   int // memory that whit holds, in all
}

// Meta returns what there is to tell of this moment. It may be called from any
// goroutine at any time.
func (c *Collector) Meta() Meta {
	own := c.meta.Load()
	shards := c.set.Shards()
	m := Meta{Shards: len(shards), BufferSize: c.opts.BufferSize, Flushes: own.flushes, Clients: own.clients}
	waiting, refused := 0, uint64(0)
	for i, sh := range shards {
		waiting += sh.Ring.Len()
		m.Capacity += sh.Ring.Cap()
		m.Added += sh.Ring.Pushed()
		refused += sh.Refused()
		m.SampleRate += (sh.Rate().P() - m.SampleRate) / float64(i+1) // of equal rates, just that
	}
	m.FillRatio = float64(waiting) / float64(m.Capacity)
	metrics := *c.metrics.Load()
	for _, mt := range metrics {
		m.Dropped += mt.dropped()
		m.Rejected += mt.rejected()
	}
	if all := m.Added + refused; all > 0 {
		m.DropRate = float64(m.Dropped) / float64(all)
	}
	if own.flushes > 0 {
		m.MeanFlush = own.spent / time.Duration(own.flushes)
	}
	m.Bytes = c.set.Bytes() + own.bytes
	return m
}

// bytes returns how much memory the collector holds. Only its goroutine may call
// it.
func (c *Collector) bytes() int {
	metrics, windows := *c.metrics.Load(), *c.windows.Load()
	n := int(unsafe.Sizeof(*c)) + 8*(cap(metrics)+cap(windows)+cap(c.dirty)+cap(c.touched)) + c.clients.Bytes()
	n += cap(c.waiting) * int(unsafe.Sizeof(pending{}))
	for _, m := range metrics {
		n += m.bytes()
	}
	return n
}

func (m *metric) bytes() int {
	n := int(unsafe.Sizeof(*m)) + int(unsafe.Sizeof(figures{})) + len(m.Name) + len(m.Help) + len(m.Unit)
	for _, w := range m.windows {
		n += 8 + int(unsafe.Sizeof(*w)) + cap(w.seen)*8 + w.values.bytes()
	}
	return n
}
