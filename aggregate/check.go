package aggregate

import "math"

// check holds the sampler against the exact counts: what samples stood for, by the
// rates that they were drawn at (Horvitz and Thompson's estimate), against the events
// that there were.
type check struct {
	events   float64
	stood    float64
	variance float64 // of stood, if the sampler is true
}

// add adds what another sampler did.
func (c *check) add(o check) {
	c.events += o.events
	c.stood += o.stood
	c.variance += o.variance
}

// z returns by how many standard errors the sampler is off: 0 before any event.
func (c check) z() float64 {
	if c.events == 0 {
		return 0
	}
	return (c.stood - c.events) / math.Sqrt(c.variance)
}

// check returns that of the window's series, of whose events p are samples now.
func (w *window) check(p float64) check {
	if w.series.Critical() {
		p = 1
	}
	before := float64(w.series.Total())
	stood, spread := w.series.Stood()
	after := float64(w.series.Total())
	// Events in the meantime are no error of the sampler's; nor is one on each processor
	// that is being counted.
	c := check{events: min(max(stood, before), after), stood: stood}
	inFlight := float64(w.series.Procs())
	c.variance = c.events*c.weight(spread, p) + inFlight*inFlight
	return c
}

// weight returns the mean of 1/p - 1 over the events: as the samples have it, that is,
// weighted by what they stand for; before any, at the rate of now.
func (c check) weight(spread, p float64) float64 {
	if c.stood == 0 {
		return 1/p - 1
	}
	return spread / c.stood
}

// judge fills in what the checks of the totals say.
func (m *Meta) judge(totals []Total) {
	var all check
	m.MetricZ = make([]MetricZ, 0, len(totals))
	for i := range totals {
		if t := &totals[i]; t.detail != nil && t.detail.check.events > 0 {
			all.add(t.detail.check)
			m.MetricZ = append(m.MetricZ, MetricZ{t.Name, t.Labels, t.detail.check.z()})
		}
	}
	m.Z = all.z()
}

// judge brings the check of m up to date. It is for while sampling goes on.
func (m *metric) judge(p float64) {
	m.check = check{}
	for _, w := range m.windows {
		m.check.add(w.check(p))
	}
}
