package loop

import (
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/rival"
)

// An Operation is one call to measure.
type Operation struct {
	Name string
	// Limit is what the operation may cost in the chained form; nil if it is here
	// for comparison.
	Limit *Limit
	block func(Form) meter.Block
}

// A Limit bounds the median overhead over all pairs, and over the quiet ones, as
// fractions.
type Limit struct{ All, Quiet float64 }

// References returns what has nothing to do with any implementation: the null, and
// what metrics are made of.
func References() []Operation {
	counter := new(alone)
	return []Operation{
		{"null: the work against its copy", nil, Form.null},
		{"pin and unpin", nil, Form.pin},
		{"shared atomic add", nil, func(f Form) meter.Block { return f.atomic(counter) }},
		{"time.Now, time.Since", nil, Form.clock},
	}
}

// Rival returns the operations of the mutex and maps.
func Rival() []Operation {
	m := rival.New()
	return []Operation{
		{"rival Inc", nil, func(f Form) meter.Block { return f.rivalInc(m) }},
		{"rival RecordFor", nil, func(f Form) meter.Block { return f.rivalRecordFor(m) }},
		{"rival timer", nil, func(f Form) meter.Block { return f.rivalTimer(m) }},
	}
}

// Whit returns the operations of whit: those of m, and Counter.Inc of countsOnly,
// which should have been made with Config.CountsOnly. Limits are for a fixed sample
// rate of 3 % or less.
func Whit(m, countsOnly *whit.Metrics) []Operation {
	c, d, t := m.Counter("requests"), m.Distribution("bytes"), m.Timer("took")
	plain := countsOnly.Counter("requests")
	return []Operation{
		{"Counter.Inc", &Limit{0.05, 0.003}, func(f Form) meter.Block { return f.inc(c) }},
		{"Counter.Inc, CountsOnly", &Limit{0.05, 0.003}, func(f Form) meter.Block { return f.inc(plain) }},
		{"Counter.IncFor", nil, func(f Form) meter.Block { return f.incFor(c) }},
		{"Distribution.Record", &Limit{0.09, 0.01}, func(f Form) meter.Block { return f.record(d) }},
		{"Distribution.RecordFor", &Limit{0.10, 0.015}, func(f Form) meter.Block { return f.recordFor(d) }},
		{"Timer.Start, Span.End", &Limit{0.13, 0.04}, func(f Form) meter.Block { return f.span(t) }},
		{"LocalCounter.Inc", &Limit{0.003, 0.001}, func(f Form) meter.Block { return f.localInc(c) }},
		{"LocalDistribution.RecordFor", &Limit{0.03, 0.01}, func(f Form) meter.Block { return f.localRecordFor(d) }},
	}
}
