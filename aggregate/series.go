package aggregate

import "time"

// Series returns the totals of this moment of the metric of that name, or of the
// series of the family: what [Collector.Snapshot] has of it, at the cost of that one
// and a look at the other names.
func (c *Collector) Series(name string) (series []Total) {
	now := time.Now()
	for m := range c.metrics.all() {
		if m.Name == name {
			series = append(series, Total{})
			m.total(&series[len(series)-1], now)
		}
	}
	return series
}
