package whit

import "github.com/whitmetrics/whit/aggregate"

// Gauge is one value that goes up and down, with the largest it ever was. Its
// methods may be called from any goroutine at any time, after Stop too; none
// allocates. Each is a few atomic operations on memory that all share, so a gauge
// is for what changes now and then; what changes with every event is cheaper as
// two counters, of what came and of what went.
type Gauge struct {
	cell aggregate.GaugeCell
}

// Set makes v the value. NaN and infinite values are refused and counted as
// Rejected.
func (g *Gauge) Set(v float64) { g.cell.Set(v) }

// Add adds d, which may be negative, to the value. NaN and infinite values, and
// those that would make the value so, are refused and counted as Rejected.
func (g *Gauge) Add(d float64) { g.cell.Add(d) }

// Value returns the value, in one atomic load.
func (g *Gauge) Value() float64 { return g.cell.Value() }
