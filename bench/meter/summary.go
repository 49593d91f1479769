package meter

import (
	"math"
	"slices"
)

// A Summary describes a set of pairs. Where there are too few pairs for a
// figure, it is NaN (which encoding/json refuses).
type Summary struct {
	Pairs int
	// Overhead is the median over the pairs of the time with the operation
	// over the time without it, less 1: 0.01 is 1 %.
	Overhead float64
	// Low and High bound the 95 % interval of Overhead. They take at least
	// ten chunks.
	Low, High float64
	// Mean is the overhead as a mean over the middle nine tenths of the pairs,
	// a twentieth cut off at either end. The median does not see what happens
	// in fewer than half of the pairs, such as waking another goroutine now and
	// then; this covers such costs, from one pair in twenty on in part and most
	// of them from one in five. It covers the noise too: it is to be
	// read beside the null's.
	Mean float64
	// Spread is the interquartile range of the pairs: how noisy they are,
	// not how uncertain their median is.
	Spread float64
	// BaseNS is the median time of one iteration of the work alone, CostNS
	// the median over the pairs of what the operation adds to it, both in ns.
	// Unlike a ratio they change with the processor's frequency: compare them
	// within a run, or between runs (such as serial and parallel) with much
	// the same BaseNS.
	BaseNS, CostNS float64
}

func summarise(chunks []chunk, iterations int, seed uint64) Summary {
	var ratios [][]float64
	var all, base, cost []float64
	for _, c := range chunks {
		var r []float64
		for _, p := range c.pairs {
			r = append(r, p.ratio())
			base = append(base, float64(p.base)/float64(iterations))
			cost = append(cost, float64(p.with-p.base)/float64(iterations))
		}
		ratios = append(ratios, r)
		all = append(all, r...)
	}
	slices.Sort(all)
	slices.Sort(base)
	slices.Sort(cost)
	s := Summary{
		Pairs:    len(all),
		Overhead: Quantile(all, 0.5),
		Mean:     trimmedMean(all),
		Spread:   Quantile(all, 0.75) - Quantile(all, 0.25),
		BaseNS:   Quantile(base, 0.5),
		CostNS:   Quantile(cost, 0.5),
	}
	s.Low, s.High = MedianInterval(ratios, seed)
	return s
}

// trimmedMean returns the mean of the middle of the sorted values, less a
// twentieth at either end.
func trimmedMean(sorted []float64) float64 {
	cut := len(sorted) / 20
	middle := sorted[cut : len(sorted)-cut]
	sum := 0.0
	for _, v := range middle {
		sum += v
	}
	return sum / float64(len(middle)) // NaN without values
}

// Quantile returns the q-quantile, q from 0 to 1, of values in ascending order. It
// interpolates between the two nearest; without values it is NaN.
func Quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i == len(sorted)-1 {
		return sorted[i]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}
