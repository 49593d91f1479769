package prom

import (
	"time"
)

// Option says what else a collector exposes.
type Option func(*collector)

// WithClassicBuckets has distributions and timers expose classic buckets with these
// upper bounds beside the native ones, for scrapers that do not know those: the ones
// of that name, as whit has it, or all. A bound counts up to the end of the native
// bucket that it lies in, which is at most 2.2 % above it. It panics if the bounds do
// not ascend.
func WithClassicBuckets(bounds []float64, names ...string) Option {
	bounds = checkBounds(bounds)
	return func(c *collector) {
		if len(names) == 0 {
			c.bounds = bounds
		}
		for _, name := range names {
			c.boundsOf[name] = bounds
		}
	}
}

// WithErrors exposes the standard error of each distribution's and timer's sum, as the
// gauge NAME_sum_stderr, as far as it is known.
func WithErrors() Option { return func(c *collector) { c.errors = true } }

// WithMax exposes the largest value that each gauge ever had, as the gauge NAME_max.
func WithMax() Option { return func(c *collector) { c.max = true } }

// WithEvents exposes the events of each distribution and timer as the counter
// NAME_events_total, which is exact at the scrape, as that of a counter is. A
// histogram's own count is that of its buckets, and lags by the events since about the
// last sample.
func WithEvents() Option { return func(c *collector) { c.events = true } }

// WithFlush has every scrape wait, up to that long, until the collector of the metrics
// has taken in all samples. Without it histograms are up to Config.FlushInterval old.
func WithFlush(atMost time.Duration) Option { return func(c *collector) { c.flush = atMost } }

// WithExemplars exposes the exemplars that e keeps.
func WithExemplars(e *Exemplars) Option { return func(c *collector) { c.exemplars = e } }

// WithoutMeta leaves out the metrics on the sampling itself, whit_….
func WithoutMeta() Option { return func(c *collector) { c.noMeta = true } }

// WithRefused has f called for each metric that cannot be exposed, at each scrape and
// maybe by several at once, instead of failing the scrape, which is what promhttp does
// with errors unless its ErrorHandling is ContinueOnError.
func WithRefused(f func(error)) Option { return func(c *collector) { c.refused = f } }

func (c *collector) boundsFor(name string) []float64 {
	if b, ok := c.boundsOf[name]; ok {
		return b
	}
	return c.bounds
}
