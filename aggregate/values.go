package aggregate

import (
	"math"
	"unsafe"
)

// values is the distribution of a metric's values: a histogram for either sign,
// and the zeros.
type values struct {
	positive, negative histogram
	zero               bucket
}

// place is where a value is in values: its bucket's index, and which histogram's.
type place int32

const (
	placeZero place = iota
	placePositive
	placeNegative
	placeBits = 2
)

func placeOf(v float64) place {
	switch {
	case v > 0:
		return place(bucketOf(v))<<placeBits | placePositive
	case v < 0:
		return place(bucketOf(-v))<<placeBits | placeNegative
	}
	return placeZero
}

// add adds a sample of calibrated weight omega.
func (d *values) add(p place, omega float64) {
	b := &d.zero
	switch p & (1<<placeBits - 1) {
	case placePositive:
		b = d.positive.at(int(p >> placeBits))
	case placeNegative:
		b = d.negative.at(int(p >> placeBits))
	}
	b.n += omega
	b.a += max(omega*(omega-1), 0)
}

// valueSpan is a bucket with where it lies. Its ends are worked out when asked for: most
// that go through the buckets want few of them.
type valueSpan struct {
	bucket
	i    int // index in the histogram of its sign
	sign int // -1, 0 or 1
}

func (s valueSpan) low() float64 {
	if s.sign < 0 {
		return -bucketEnd(s.i)
	}
	return float64(s.sign) * bucketEnd(s.i-1)
}

func (s valueSpan) high() float64 {
	if s.sign < 0 {
		return -bucketEnd(s.i - 1)
	}
	return float64(s.sign) * bucketEnd(s.i)
}

func (s valueSpan) middle() float64 { return float64(s.sign) * bucketMiddle(s.i) }

// each calls visit for what there is, in ascending order, as long as it returns
// true.
func (d *values) each(visit func(valueSpan) bool) {
	goOn := true
	d.negative.eachDown(func(i int, b bucket) bool {
		goOn = visit(valueSpan{b, i, -1})
		return goOn
	})
	if goOn && d.zero.n != 0 {
		goOn = visit(valueSpan{d.zero, 0, 0})
	}
	if goOn {
		d.positive.each(func(i int, b bucket) bool { return visit(valueSpan{b, i, 1}) })
	}
}

// quantile estimates the q-quantile, 0 < q < 1. With n* the number of equally
// weighted samples that would tell as much, the interval is of the order
// statistics around rank n*q (ESTIMATORS.md, "Quantile q").
func (d *values) quantile(q float64) Estimate {
	total, a := d.totals()
	if total == 0 {
		return point(math.NaN())
	}
	e := point(d.at(q * total).middle())
	n := d.effective(q, total, a)
	if math.IsInf(n, 1) { // every value is here
		s := d.at(q * total)
		e.Low, e.High, e.StdErr = s.low(), s.high(), 0
		return e
	}
	half := normal975 * math.Sqrt(n*q*(1-q))
	low, high := math.Floor(n*q-half), math.Ceil(n*q+half)+1
	e.Low = math.Inf(-1)
	if d.negative.empty() {
		e.Low = 0
	}
	if low >= 1 {
		e.Low = d.at(low / n * total).low()
	}
	e.High = math.Inf(1)
	if high <= n {
		e.High = d.at(high / n * total).high()
		e.StdErr = (e.High - e.Low) / (2 * normal975)
	}
	return e
}

// totals returns Σω and Σω(ω-1).
func (d *values) totals() (n, a float64) {
	d.each(func(s valueSpan) bool { n += s.n; a += s.a; return true })
	return n, a
}

// normal975 is the 97.5th percentile of the normal distribution.
const normal975 = 1.959963984540054

// effective returns n*, +Inf if every event was a sample.
func (d *values) effective(q, total, a float64) float64 {
	if a == 0 {
		return math.Inf(1)
	}
	below, above, n := 0., 0., 0.
	d.each(func(s valueSpan) bool {
		if n < q*total {
			below += s.a
		} else {
			above += s.a
		}
		n += s.n
		return true
	})
	spread := (1-q)*(1-q)*below + q*q*above
	return min(total*total/a, q*(1-q)*total*total/spread)
}

// at returns the bucket that holds the event of that rank, 0 to the total.
func (d *values) at(rank float64) (at valueSpan) {
	n := 0.
	d.each(func(s valueSpan) bool {
		at = s
		n += s.n
		return n < rank
	})
	return at
}

// merge adds f times what o holds; a nil o holds nothing.
func (d *values) merge(o *values, f float64) {
	if o == nil {
		return
	}
	d.positive.merge(&o.positive, f)
	d.negative.merge(&o.negative, f)
	d.zero.n += f * o.zero.n
	d.zero.a += f * o.zero.a
	d.zero.whole += o.zero.whole
}

// reset empties d, and keeps its memory.
func (d *values) reset() {
	d.positive.reset()
	d.negative.reset()
	d.zero = bucket{}
}

func (d *values) clone() *values {
	return &values{positive: d.positive.clone(), negative: d.negative.clone(), zero: d.zero}
}

func (d *values) bytes() int {
	return int(unsafe.Sizeof(*d)) + d.positive.bytes() + d.negative.bytes()
}

// pending is a sample that waits for its group's calibration.
type pending struct {
	place  place
	weight float32
	next   int32 // in the collector's list; -1: the last
}

// queue is the waiting samples of one group, in the collector's list.
type queue struct{ first, last int32 }

var emptyQueue = queue{-1, -1}

// push adds a sample to the queue, and to the list that holds it.
func (q *queue) push(list []pending, p place, weight float64) []pending {
	at := int32(len(list))
	if q.first < 0 {
		q.first = at
	} else {
		list[q.last].next = at
	}
	q.last = at
	return append(list, pending{p, float32(weight), -1})
}

// join moves the samples of o to the end of q.
func (q *queue) join(list []pending, o *queue) {
	if o.first >= 0 {
		if q.first < 0 {
			q.first = o.first
		} else {
			list[q.last].next = o.first
		}
		q.last = o.last
	}
	*o = emptyQueue
}

// settle adds the samples of q to d, their weights times f, and empties q.
func (q *queue) settle(list []pending, d *values, f float64) {
	for i := q.first; i >= 0; i = list[i].next {
		d.add(list[i].place, f*float64(list[i].weight))
	}
	*q = emptyQueue
}
