package main

import (
	"fmt"
	"math"
	"slices"

	"golang.org/x/perf/benchmath"
)

const (
	// alpha is small since there are many rows, and neighbours that make some of
	// them differ.
	alpha = 0.001
	// suspicion is enough to measure a row again, by which it is decided.
	suspicion = 0.05
	// slower is the ratio of median times that is too much.
	slower = 1.10
	// minRounds is the least for which p can come well under alpha.
	minRounds = 10
)

// A finding is a row that is worse than it may be.
type finding struct {
	row
	base, head float64 // medians
	most       float64 // what the 95 % intervals of both allow head/base to be
	// fastest is the ratio of the medians of the fastest layout of each: a function that
	// lies badly in some layouts is not slower in the others.
	fastest float64
	p       float64
	n       int // the fewer of the values of either
}

// judge compares what both have, measured with so many layouts in turn: what is worse
// with p < alpha. The rows whose times are too noisy to tell come apart.
func judge(base, head results, layouts int, alpha float64) (worse, unclear []finding, err error) {
	names, _, _, err := shared(base, head)
	if err != nil {
		return nil, nil, err
	}
	for _, name := range names {
		for _, unit := range []string{seconds, size, allocations} {
			f, judged := compare(row{name, unit}, base, head, layouts)
			switch {
			case !judged:
			case f.n < minRounds:
				return nil, nil, fmt.Errorf("%s was measured %d times: want %d at least", name, f.n, minRounds)
			case f.worse(alpha):
				worse = append(worse, f)
			case f.unclear():
				unclear = append(unclear, f)
			}
		}
	}
	return worse, unclear, nil
}

// compare compares a row, unless one of the two does not have it.
func compare(at row, base, head results, layouts int) (f finding, judged bool) {
	if base[at] == nil || head[at] == nil {
		return f, false
	}
	f.row = at
	f.n = min(len(base[at]), len(head[at]))
	thresholds := benchmath.Thresholds{CompareAlpha: alpha}
	b, h := sample(base[at], &thresholds), sample(head[at], &thresholds)
	before, after := benchmath.AssumeNothing.Summary(b, 0.95), benchmath.AssumeNothing.Summary(h, 0.95)
	f.base, f.head, f.most = before.Center, after.Center, after.Hi/before.Lo
	f.p = benchmath.AssumeNothing.Compare(b, h).P
	f.fastest = fastest(head[at], layouts) / fastest(base[at], layouts)
	return f, true
}

// fastest is the least of the medians of the layouts, which take turns in values.
func fastest(values []float64, layouts int) float64 {
	least := math.Inf(1)
	for layout := range layouts {
		var of []float64
		for i := layout; i < len(values); i += layouts {
			of = append(of, values[i])
		}
		if len(of) > 0 {
			slices.Sort(of)
			least = min(least, of[len(of)/2])
		}
	}
	return least
}

// sample sorts a copy.
func sample(values []float64, t *benchmath.Thresholds) *benchmath.Sample {
	return benchmath.NewSample(append([]float64(nil), values...), t)
}

func (f finding) worse(alpha float64) bool {
	if f.p >= alpha {
		return false
	}
	if f.unit == seconds {
		return f.head > slower*f.base && f.fastest > slower
	}
	return f.head > f.base
}

// unclear reports whether a time may be worse for all that was seen.
func (f finding) unclear() bool { return f.unit == seconds && f.most > slower }

func (f finding) String() string {
	if f.unit == seconds {
		return fmt.Sprintf("%s: %.3g ns, %.3g before: %+.1f %% (p=%.1g n=%d)",
			f.name, 1e9*f.head, 1e9*f.base, 100*(f.head/f.base-1), f.p, f.n)
	}
	return fmt.Sprintf("%s: %g %s, %g before (p=%.1g n=%d)", f.name, f.head, f.unit, f.base, f.p, f.n)
}

// confirmed are the suspects that were found again.
func confirmed(suspects, again []finding) (both []finding) {
	found := map[row]bool{}
	for _, f := range suspects {
		found[f.row] = true
	}
	for _, f := range again {
		if found[f.row] {
			both = append(both, f)
		}
	}
	return both
}
