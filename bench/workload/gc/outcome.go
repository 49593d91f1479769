package gc

import (
	"math"
	"time"

	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/workload"
)

// An Outcome is what a comparison found of one candidate.
type Outcome struct {
	Name       string
	Rounds     int
	Operations uint64
	Cycles     uint64 // of garbage collection
	Pauses     uint64 // of the whole process, two a cycle
	// PerMillion is the cycles per million operations, over all rounds.
	PerMillion float64
	// P50, P90 and P99 are pauses over all rounds; 0 if there were none.
	P50, P90, P99 time.Duration
	// Differences from the reference, NaN for the reference itself.
	Differences Differences
}

// Differences are medians over the rounds of a candidate's figure over the reference's
// in the same round, less 1, with their 95 % intervals, which take at least ten rounds.
type Differences struct{ PerMillion, P50, P90, P99 workload.Overhead }

// Same reports whether the noise explains a difference: its interval holds 0, or the
// null, which is the reference against itself, differs as much. What is not known is not
// the same.
func Same(difference, null workload.Overhead) bool {
	holds := func(o workload.Overhead, x float64) bool { return o.Low <= x && x <= o.High }
	return holds(difference, 0) || holds(null, difference.Median)
}

func (c *comparison) outcomes(seed uint64) []Outcome {
	var all []Outcome
	for i, candidate := range c.candidates {
		sum := total(c.turns[i])
		difference := func(figure func(turn) float64) workload.Overhead {
			if i == 0 {
				return unknown
			}
			return compare(c.turns[0], c.turns[i], figure, seed)
		}
		all = append(all, Outcome{
			Name: candidate.Name, Rounds: len(c.turns[i]), Operations: sum.operations,
			Cycles: sum.cycles, Pauses: sum.pauses.total(), PerMillion: sum.cyclesPerMillion(),
			P50: duration(sum.pauses.quantile(0.5)),
			P90: duration(sum.pauses.quantile(0.9)),
			P99: duration(sum.pauses.quantile(0.99)),
			Differences: Differences{
				PerMillion: difference(turn.cyclesPerMillion),
				P50:        difference(pause(0.5)),
				P90:        difference(pause(0.9)),
				P99:        difference(pause(0.99)),
			},
		})
	}
	return all
}

func pause(q float64) func(turn) float64 {
	return func(t turn) float64 { return t.pauses.quantile(q) }
}

func total(turns []turn) (sum turn) {
	for _, t := range turns {
		sum.operations += t.operations
		sum.cycles += t.cycles
		sum.pauses = sum.pauses.plus(t.pauses, 1)
	}
	return sum
}

var unknown = workload.Overhead{Median: math.NaN(), Low: math.NaN(), High: math.NaN()}

// compare compares two candidates round by round. It leaves out rounds without a
// collection, which tell nothing.
func compare(reference, turns []turn, figure func(turn) float64, seed uint64) workload.Overhead {
	var ratios []float64
	for i := range turns {
		if r := figure(turns[i])/figure(reference[i]) - 1; !math.IsNaN(r) && !math.IsInf(r, 0) {
			ratios = append(ratios, r)
		}
	}
	m, low, high := meter.Median(ratios, seed)
	return workload.Overhead{Median: m, Low: low, High: high}
}
