package main

import "math"

// A tally adds up what trials say of one estimate.
type tally struct {
	trials  int
	points  int // with a value
	errors  float64
	squares float64 // of errors, which are relative
	known   int     // intervals
	covered int
	finite  int // intervals with an end above, and those of them that cover
	within  int
	width   float64
}

func (t *tally) add(j judged) {
	t.trials++
	if !math.IsNaN(j.at) {
		t.points++
		e := j.at/j.truth - 1
		t.errors += e
		t.squares += e * e
	}
	if !j.known() {
		return
	}
	t.known++
	covers := j.covers(j.truth)
	if covers {
		t.covered++
	}
	if math.IsInf(j.high, 1) {
		return
	}
	t.finite++
	t.width += (j.high - j.low) / math.Abs(j.truth)
	if covers {
		t.within++
	}
}

// A quality is what a tally comes to: shares of 1, relative to the truth. What cannot
// be told is NaN.
type quality struct {
	Bias      number `json:"bias"`
	BiasError number `json:"bias_standard_error"`
	RMSE      number `json:"rmse"`
	Known     number `json:"known"`           // share of trials with an interval
	Coverage  number `json:"coverage"`        // of those
	Finite    number `json:"finite"`          // share of those that end above
	Within    number `json:"finite_coverage"` // of those: others hold easily
	Width     number `json:"finite_width"`    // mean of those
}

func (t *tally) quality() quality {
	n := float64(t.points)
	bias := t.errors / n
	variance := math.Max(t.squares/n-bias*bias, 0) / (n - 1)
	if t.points < 2 {
		variance = math.NaN()
	}
	return quality{
		Bias: number(bias), BiasError: number(math.Sqrt(variance)), RMSE: number(math.Sqrt(t.squares / n)),
		Known: share(t.known, t.trials), Coverage: share(t.covered, t.known), Finite: share(t.finite, t.known),
		Within: share(t.within, t.finite), Width: number(t.width / float64(t.finite)),
	}
}

func share(part, whole int) number { return number(float64(part) / float64(whole)) }

// tallies are those of a scenario.
type tallies struct {
	total, last [estimates]tally
	mean        tally
	quantiles   [len(quantiles)]tally

	events, sampled uint64
}

func (t *tallies) add(o outcome) {
	for k := range estimates {
		t.total[k].add(o.total[k])
		t.last[k].add(o.last[k])
	}
	t.events += o.events
	t.sampled += o.sampled
	t.mean.add(o.mean)
	for i, q := range o.quantiles {
		t.quantiles[i].add(q)
	}
}
