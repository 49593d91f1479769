package ring

// Event is the detail of one sampled event: 40 bytes on 64-bit platforms.
type Event struct {
	Client string  // who caused it, or empty; the caller's own bytes, not a copy
	Value  float64 // what was recorded; for a counter the amount
	Weight float64 // 1/p at the draw: how many events this one stands for
	Metric uint32  // number of the series
	Tick   uint32  // coarse time in milliseconds, modulo 2^32
}
