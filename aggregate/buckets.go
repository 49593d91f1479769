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
// publication: the events that the samples so far stand for, to within a few that
// rounding takes. From one snapshot to the next no bucket falls. It takes memory in
// proportion to the range of the values: 256 bytes for each factor of two.
func (t Total) Buckets() Buckets {
	b := Buckets{Scale: Scale}
	if t.detail == nil || t.detail.values == nil {
		return b
	}
	d := t.detail.values
	b.ZeroCount = wholeEvents(d.zero.n, 0)
	b.Positive, b.Negative = d.positive.counts(), d.negative.counts()
	b.Count = b.ZeroCount + b.Positive.sum() + b.Negative.sum()
	return b
}

func (h *histogram) counts() (r BucketRange) {
	h.each(func(i int, b bucket) bool {
		n := wholeEvents(b.n, i)
		if n == 0 {
			return true
		}
		if r.Counts == nil {
			r.Offset = i
		}
		for len(r.Counts) < i-r.Offset {
			r.Counts = append(r.Counts, 0)
		}
		r.Counts = append(r.Counts, n)
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

// wholeEvents rounds the events of bucket i, of which estimates make fractions, at a
// point of its own, so that neither a bucket ever falls nor errors add up: the
// multiples of the golden ratio are spread evenly. Whole numbers stay what they are.
func wholeEvents(n float64, i int) uint64 {
	const golden, least = 0.6180339887498949, 1e-6
	_, point := math.Modf(math.Abs(float64(i)+.5) * golden)
	return uint64(n + min(point, 1-2*least) + least)
}
