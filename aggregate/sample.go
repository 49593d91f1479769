package aggregate

import "time"

// Sample is the detail of one sampled event.
type Sample struct {
	Client string    // who caused it, or empty; valid during the call only, so clone what is kept
	Value  float64   // what was recorded; of a counter, the amount
	Weight float64   // how many events it stands for, 1 or more; with those whose samples were lost
	At     time.Time // coarse: when the collector last woke before it

	// Labels are those of the series, if it is one of a family, and else nil: the very
	// slice that its Total has, as long as there is the series. Not to be changed.
	Labels []Label
}
