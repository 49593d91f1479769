package workload

import (
	"math"
	"slices"
	"time"

	"github.com/whitmetrics/whit/bench/meter"
)

// An Outcome is what a comparison found of one candidate. A figure that is not
// known is NaN.
type Outcome struct {
	Name       string
	Rounds     int
	Operations uint64
	// PerSecond is the median over the rounds of the operations a second.
	PerSecond float64
	// P50 and P99 are latencies over all rounds; 0 if the operations were not
	// timed.
	P50, P99 time.Duration
	// CPU is the median over the rounds of the processor time that an operation
	// takes, in seconds, in the whole process.
	CPU float64
	// Allocs is the mean of the heap objects that an operation allocates, in the
	// whole process.
	Allocs float64
	// Time and CPUTime are the overheads over the reference: of the time that an
	// operation takes at full load (so of its inverse, the throughput), and of the
	// processor time. They are NaN for the reference itself.
	Time, CPUTime Overhead
}

// An Overhead is the median over the rounds of a candidate's cost over the
// reference's in the same round, less 1: 0.01 is 1 %. Low and High bound its 95 %
// interval; they take at least ten rounds.
type Overhead struct{ Median, Low, High float64 }

func (c *comparison) outcomes(seed uint64) []Outcome {
	var all []Outcome
	for i, candidate := range c.candidates {
		o := Outcome{
			Name:      candidate.Name,
			Rounds:    len(c.turns[i]),
			PerSecond: 1 / median(each(c.turns[i], wall)),
			CPU:       median(each(c.turns[i], processor)),
			P50:       c.latency[i].Quantile(0.5),
			P99:       c.latency[i].Quantile(0.99),
			Time:      overhead(c.turns[0], c.turns[i], wall, seed),
			CPUTime:   overhead(c.turns[0], c.turns[i], processor, seed),
		}
		if i == 0 {
			o.Time, o.CPUTime = unknown, unknown
		}
		o.Operations, o.Allocs = volume(c.turns[i])
		all = append(all, o)
	}
	return all
}

var unknown = Overhead{math.NaN(), math.NaN(), math.NaN()}

func wall(t turn) float64 { return t.perOperation(t.elapsed) }

func processor(t turn) float64 { return t.perOperation(t.cpu) }

// overhead compares two candidates round by round.
func overhead(reference, turns []turn, cost func(turn) float64, seed uint64) Overhead {
	ratios := make([]float64, len(turns))
	for i := range turns {
		ratios[i] = cost(turns[i])/cost(reference[i]) - 1
		if math.IsNaN(ratios[i]) || math.IsInf(ratios[i], 0) {
			return unknown // the platform does not tell the time, or only in steps too long
		}
	}
	m, low, high := meter.Median(ratios, seed)
	return Overhead{m, low, high}
}

// volume returns the number of all operations, and the allocations of each.
func volume(turns []turn) (operations uint64, allocs float64) {
	for _, t := range turns {
		operations += t.operations
		allocs += float64(t.allocs)
	}
	return operations, allocs / float64(operations)
}

func each(turns []turn, figure func(turn) float64) []float64 {
	var values []float64
	for _, t := range turns {
		values = append(values, figure(t))
	}
	return values
}

func median(values []float64) float64 {
	values = slices.Sorted(slices.Values(values))
	return meter.Quantile(values, 0.5)
}
