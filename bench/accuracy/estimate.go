package main

import (
	"math"

	"github.com/whitmetrics/whit/aggregate"
)

// The estimates, by their place in all lists of them.
const (
	uncorrected = iota
	batchCorrected
	calibrated
	estimates // how many there are
)

var estimateNames = [estimates]string{"uncorrected", "batch", "calibrated"}

// An interval is an estimate with its 95 % interval. What is not known is NaN.
type interval struct{ at, low, high float64 }

func (i interval) plus(v float64) interval { return interval{i.at + v, i.low + v, i.high + v} }

// known says whether there is an interval. Its upper end may be infinite.
func (i interval) known() bool { return i.low <= i.high }

// rounding is what sums of the same values in another order may differ by.
const rounding = 1e-9

func (i interval) covers(truth float64) bool {
	slack := rounding * math.Abs(truth)
	return i.low <= truth+slack && truth-slack <= i.high
}

func published(e aggregate.Estimate) interval { return interval{e.Value, e.Low, e.High} }

// A batch is a window's samples: what there is to estimate from without whit.
type batch struct {
	sum, squares float64 // of the values
	certain      float64 // the sum of those that were not left to chance
}

// add takes a sample that was drawn at the rate, or is thought to be.
func (b *batch) add(s aggregate.Sample) {
	b.sum += s.Value
	b.squares += s.Value * s.Value
}

// addPlain takes a sample of a metric that is not critical.
func (b *batch) addPlain(s aggregate.Sample) {
	if s.Weight == 1 {
		b.certain += s.Value
		return
	}
	b.add(s)
}

// A normal is an estimate of a total that is taken to be normally distributed.
type normal struct{ sum, variance float64 }

// add adds a batch that is taken to be drawn at the rate p: the Horvitz-Thompson
// estimator, if it was.
func (n *normal) add(b batch, p float64) {
	n.sum += b.sum/p + b.certain
	n.variance += (1 - p) / (p * p) * b.squares
}

// since returns what has come to n since it was before. The variance is not known if
// it has fallen, by more than rounding.
func (n normal) since(before normal) normal {
	d := normal{n.sum - before.sum, n.variance - before.variance}
	if d.variance < 0 {
		if d.variance < -rounding*n.variance {
			d.variance = math.NaN()
		}
		d.variance = math.Max(d.variance, 0)
	}
	return d
}

func (n normal) interval() interval {
	half := 1.959963984540054 * math.Sqrt(n.variance)
	return interval{n.sum, n.sum - half, n.sum + half}
}
