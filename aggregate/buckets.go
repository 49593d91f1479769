package aggregate

import "math"

// Buckets is an exponential histogram of estimated counts, as OpenTelemetry and
// Prometheus' native histograms have it. It is the caller's own.
type Buckets struct {
	Scale     int    // a bucket reaches from one power of 2^(1/2^Scale) to the next
	Count     uint64 // of all buckets together
	ZeroCount uint64 // of values that are 0
	Positive  BucketRange
	Negative  BucketRange // of the absolute values
}

// BucketRange is the buckets from one index on: Counts[i] is of the values above
// base^(Offset+i), up to base^(Offset+i+1). It has no empty bucket at either end.
type BucketRange struct {
	Offset int
	Counts []uint64
}

// Buckets returns the distribution of the values, of which Count is as of the last
// publication: the events that the samples so far stand for, never more than there were.
// From one snapshot to the next no bucket falls. It takes memory in proportion to the
// range of the values: 256 bytes for each factor of two.
func (t Total) Buckets() Buckets {
	b := Buckets{Scale: Scale}
	if t.detail == nil || t.detail.values == nil {
		return b
	}
	d := t.detail.values
	b.ZeroCount = d.zero.whole
	b.Positive, b.Negative = d.positive.counts(), d.negative.counts()
	b.Count = b.ZeroCount + b.Positive.sum() + b.Negative.sum()
	return b
}

func (h *histogram) counts() (r BucketRange) {
	h.each(func(i int, b bucket) bool {
		if b.whole == 0 {
			return true
		}
		if r.Counts == nil {
			r.Offset = i
		}
		for len(r.Counts) < i-r.Offset {
			r.Counts = append(r.Counts, 0)
		}
		r.Counts = append(r.Counts, b.whole)
		return true
	})
	return r
}

func (r *BucketRange) sum() (n uint64) {
	for _, c := range r.Counts {
		n += c
	}
	return n
}

// round brings the whole numbers of events up to the estimates, which are fractions: as
// many in all as those come to, rounded down, and not more than there were events, which
// estimates may be ahead of where samples were lost. What is left of one bucket goes to
// the next, so that errors do not add up; and no bucket falls, for which some wait a while.
func (d *values) round(events uint64) {
	const tiny = 1e-6 // by which sums of fractions may miss a whole number
	n, whole, carry := 0., 0., 0.
	d.pointers(func(b *bucket) {
		n += b.n
		whole += float64(b.whole)
	})
	left := min(n+tiny, float64(events)) - whole
	d.pointers(func(b *bucket) {
		carry += b.n - float64(b.whole)
		if more := math.Floor(min(carry+tiny, left)); more > 0 {
			b.whole += uint64(more)
			carry -= more
			left -= more
		}
	})
}

// pointers calls visit for all buckets that there is memory for, to change them.
func (d *values) pointers(visit func(*bucket)) {
	d.negative.pointers(visit)
	visit(&d.zero)
	d.positive.pointers(visit)
}
