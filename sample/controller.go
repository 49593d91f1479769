package sample

import "time"

// Thresholds and factors of the adaptive rate. Fill is the share of a ring's
// slots that the collector finds taken when it drains.
const (
	fillPanic = 0.95 // above: halve at once, whatever was done a moment ago
	fillHigh  = 0.80 // above: multiply by factorDown
	fillLow   = 0.30 // below: multiply by factorUp

	factorPanic = 0.5
	factorDown  = 0.7
	factorUp    = 1.2
)

// Controller adapts the rate of one shard to the fill of its ring. It belongs to
// the collector. Rates stay within [Min, Max]; the time is the caller's.
type Controller struct {
	Min, Max float64       // bounds of the rate, 0 < Min ≤ Max ≤ 1
	Interval time.Duration // least time between two ordinary changes
	last     time.Time
}

// Next returns the rate that should follow rate, given the fill (0 to 1) found
// at time now. The first ordinary change comes an Interval after the start that
// [Controller.Start] set.
func (c *Controller) Next(rate, fill float64, now time.Time) float64 {
	switch {
	case fill > fillPanic:
		rate *= factorPanic
	case now.Sub(c.last) < c.Interval:
		return rate
	case fill > fillHigh:
		rate *= factorDown
	case fill < fillLow:
		rate *= factorUp
	default:
		return rate
	}
	c.last = now
	return min(max(rate, c.Min), c.Max)
}

// Start sets the time from which the first Interval counts.
func (c *Controller) Start(now time.Time) { c.last = now }
