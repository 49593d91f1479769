package aggregate

import "time"

// Sample is the detail of one sampled event.
type Sample struct {
	Client string    // who caused it, or empty; valid during the call only, so clone what is kept
	Value  float64   // what was recorded; of a counter, the amount
	Weight float64   // how many events it stands for, 1 or more; with those whose samples were lost
	At     time.Time // coarse: when the collector last woke before it
}
