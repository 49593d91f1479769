package workload

import "time"

var Split = split

// Turns is the record of one candidate, for tests that make it up: so many operations
// in so much time and processor time, with so many allocations.
type Turns []turn

func (t *Turns) Add(operations uint64, elapsed, cpu time.Duration, allocs uint64) {
	*t = append(*t, turn{operations, elapsed, cpu, allocs})
}

// Judge returns the outcomes of candidates with these records.
func Judge(names []string, records ...Turns) []Outcome {
	var c comparison
	for i, r := range records {
		c.candidates = append(c.candidates, Candidate{Name: names[i]})
		c.turns = append(c.turns, r)
		c.latency = append(c.latency, Histogram{})
	}
	return c.outcomes(1)
}
