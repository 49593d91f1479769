package aggregate

import "math"

// cumulative is what windows add up to. The first four never fall, as long as no
// value is negative.
type cumulative struct {
	samples  uint64  // that reached the collector
	covered  float64 // events that sum stands for
	sum      float64 // estimate of the total of their values
	seen     float64 // Σv of the samples alone
	min, max float64 // of the samples; NaN without any

	// The variance of sum is variance + loose·single.variance().
	variance float64 // of the groups with samples enough
	dofSum   float64 // ΣV²/ν over them
	loose    float64 // Σω(ω-1) over the others
	single   spread  // of all samples that do not stand for themselves alone

	// Of the group whose heaviest sample weighs most: see groupTotal.
	topSum, topVariance float64
}

func newCumulative() cumulative { return cumulative{min: math.NaN(), max: math.NaN()} }

// add adds a group of events, of whose values the samples had a total of seen.
func (c *cumulative) add(events, seen float64, t groupTotal) {
	c.covered += events
	c.sum += t.sum
	c.seen += seen
	c.variance += t.variance
	c.loose += t.loose
	if t.dof > 0 {
		c.dofSum += t.variance * t.variance / t.dof
	}
	c.top(t.topSum, t.topVariance)
}

// merge adds o to c.
func (c *cumulative) merge(o *cumulative) {
	c.samples += o.samples
	c.covered += o.covered
	c.sum += o.sum
	c.seen += o.seen
	c.extend(o.min)
	c.extend(o.max)
	c.variance += o.variance
	c.dofSum += o.dofSum
	c.loose += o.loose
	c.single.merge(o.single)
	c.top(o.topSum, o.topVariance)
}

func (c *cumulative) top(sum, variance float64) {
	if sum > c.topSum {
		c.topSum, c.topVariance = sum, variance
	}
}

// extend makes v, unless it is NaN, lie between min and max.
func (c *cumulative) extend(v float64) {
	if v < c.min || c.min != c.min {
		c.min = v
	}
	if v > c.max || c.max != c.max {
		c.max = v
	}
}
