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
	FlushTime time.Duration // that they took, drains included
	MeanFlush time.Duration // that one took

	Clients int // clients that are kept, of all metrics
	Series  int // of labelled families, all together

	Overflowed uint64 // times that a family had no room for a series that was asked for
	Detached   uint64 // events on handles whose series was deleted or had expired: no Total has them

	Bytes int // memory that whit holds, in all

	// Z is by how many standard errors the samples, by the rates at which they were
	// drawn, stand for more or fewer events than the exact counts: within 3 but for one
	// time in 370, if the sampler is true. Of all metrics together, and of each that is
	// sampled, by order of registration. As of the last publication.
	Z       float64
	MetricZ []MetricZ
}

// MetricZ is the Z of one metric.
type MetricZ struct {
	Name   string
	Labels []Label // as in Total
	Z      float64
}

// Meta returns what there is to tell of this moment, but for what the totals of a
// [Snapshot] tell: Z and MetricZ. It may be called from any goroutine at any time.
func (c *Collector) Meta() Meta {
	own := c.meta.Load()
	shards := c.set.Shards()
	m := Meta{Shards: len(shards), BufferSize: c.opts.BufferSize, Flushes: own.flushes, Clients: own.clients}
	waiting, refused := 0, uint64(0)
	for _, sh := range shards {
		waiting += sh.Ring.Len()
		m.Capacity += sh.Ring.Cap()
		m.Added += sh.Ring.Pushed()
		refused += sh.Refused()
	}
	m.SampleRate = c.sampleRate()
	m.FillRatio = float64(waiting) / float64(m.Capacity)
	m.Dropped = c.set.Dropped()
	m.Rejected = c.set.Rejected() + c.gauges.rejected.Load()
	m.Detached = c.set.Detached() + c.gauges.detached.Load()
	m.Overflowed = c.overflowed.Total()
	list := c.metrics.list.Load()
	for i := range list.Cap() {
		if mt := list.Get(uint32(i)); mt != nil && mt.Labels != nil {
			m.Series++
		}
	}
	if all := m.Added + refused; all > 0 {
		m.DropRate = float64(m.Dropped) / float64(all)
	}
	if own.flushes > 0 {
		m.FlushTime, m.MeanFlush = own.spent, own.spent/time.Duration(own.flushes)
	}
	m.Bytes = c.set.Bytes() + own.bytes
	return m
}

// sampleRate returns the mean of the shards' rates.
func (c *Collector) sampleRate() (p float64) {
	for i, sh := range c.set.Shards() {
		p += (sh.Rate().P() - p) / float64(i+1) // of equal rates, just that
	}
	return p
}

// bytes returns how much memory the collector holds. Only its goroutine may call
// it.
func (c *Collector) bytes() int {
	n := int(unsafe.Sizeof(*c)) + 8*(cap(c.dirty)+cap(c.touched)) + c.scratch.bytes() + c.clients.bytes()
	n += c.metrics.bytes() + c.sinks.Bytes() + c.first.bytes()
	n += cap(c.waiting) * int(unsafe.Sizeof(pending{}))
	for m := range c.metrics.all() {
		n += m.bytes()
		if f := m.figures.Load(); f != c.first {
			n += f.bytes()
		}
	}
	return n
}

func (m *metric) bytes() int {
	n := int(unsafe.Sizeof(*m)) + len(m.Name) + len(m.Help) + len(m.Unit) + labelBytes(m.Labels) + m.Held
	n += cap(m.series) * (8 + int(unsafe.Sizeof(sink{})))
	if m.gauge != nil { // the set counts series itself
		n += int(unsafe.Sizeof(*m.gauge))
	}
	for _, w := range m.windows {
		n += 8 + int(unsafe.Sizeof(*w)) + cap(w.seen)*8 + w.values.bytes()
		if w.tail != nil {
			n += int(unsafe.Sizeof(*w.tail))
			if base := w.tail.base; base != nil && base != m.figures.Load().values {
				n += base.bytes()
			}
		}
	}
	return n
}

func (f *figures) bytes() int {
	n := int(unsafe.Sizeof(*f))
	if f.values != nil {
		n += f.values.bytes()
	}
	if f.clients != nil {
		n += int(unsafe.Sizeof(*f.clients)) + cap(f.clients.clients)*int(unsafe.Sizeof(client{}))
	}
	return n
}
