package web

import (
	"fmt"
	"math"
)

// A Figure is one total beside the truth. Counts are whole numbers far below 2^53,
// which a float64 holds exactly.
type Figure struct {
	Name     string
	Truth    float64
	Total    float64
	Estimate bool // the total is one; otherwise it must equal the truth
}

// Off reports whether the figure ought to be exact and is not.
func (f Figure) Off() bool { return !f.Estimate && f.Total != f.Truth }

// Error is the relative error: 0.01 if the total is 1 % above the truth. Where the
// truth is 0 it is 0 if the total is too, and infinite otherwise.
func (f Figure) Error() float64 {
	if f.Total == f.Truth {
		return 0
	}
	return (f.Total - f.Truth) / math.Abs(f.Truth)
}

// Figures puts what an implementation has counted beside the truth.
func Figures(truth Truth, t Totals) []Figure {
	var figures []Figure
	count := func(name string, truth, total uint64) {
		figures = append(figures, Figure{Name: name, Truth: float64(truth), Total: float64(total)})
	}
	count("requests", truth.Requests, t.Requests)
	count("requests begun", truth.Requests, t.Begun)
	count("requests ended", truth.Requests, t.Ended)
	count("requests timed", truth.Requests, t.Timed)
	for i, status := range Statuses {
		count(fmt.Sprintf("status %d", status), truth.Status[i], t.Status[i])
	}
	count("errors (critical)", truth.Status.errors(), t.Errors)
	count("answers", truth.Requests, t.Answers)
	mean := float64(truth.Bytes) / float64(max(truth.Requests, 1))
	return append(figures,
		Figure{"bytes answered", float64(truth.Bytes), t.Bytes, t.Estimated},
		Figure{"mean answer, bytes", mean, t.MeanBytes, t.Estimated})
}
