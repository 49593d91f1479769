package subject

import (
	"context"
	"io"
	"sync/atomic"
	"time"

	"github.com/uber-go/tally/v4"
)

// tallyScope is github.com/uber-go/tally with a cached reporter, its faster kind, that
// sums up what it is told.
func tallyScope() []Subject {
	const name = "tally"
	return []Subject{
		{Library: name, Call: "Counter.Inc", Family: Count, Role: Peer, Shared: true, Open: openTallyCounter},
		{Library: name, Call: "Tagged, Counter, Inc", Family: Labelled, Role: Peer, Shared: true, Open: openTallyTagged},
		{Library: name, Call: "tagged Counter kept, Inc", Family: Kept, Role: Peer, Shared: true, Open: openTallyKept},
		{Library: name, Call: "Histogram.RecordValue", Family: Value, Role: Peer, Shared: true, Open: openTallyHistogram, Note: "13 buckets"},
		{Library: name, Call: "Histogram.Start, Stop", Family: Timing, Role: Peer, Shared: true, Open: openTallyStopwatch, Note: "14 buckets"},
		{Library: name, Call: "Timer.Start, Stop", Family: Timing, Role: Peer, Shared: true, Open: openTallyTimer, Note: "the reporter does no more than count"},
	}
}

func openTallyCounter() (*Instance, error) {
	s, i := newTally()
	c := s.Counter("m")
	i.Run = func(w Work, n int) {
		for range w.Times(n) {
			c.Inc(1)
		}
	}
	return i, nil
}

func openTallyTagged() (*Instance, error) {
	s, i := newTally()
	i.Run = func(w Work, n int) {
		for k := range w.Times(n) {
			s.Tagged(map[string]string{
				"method": methods[k%combinations], "route": routes[k%combinations],
			}).Counter("m").Inc(1)
		}
	}
	return i, nil
}

func openTallyKept() (*Instance, error) {
	s, i := newTally()
	c := s.Tagged(map[string]string{"method": methods[0], "route": routes[0]}).Counter("m")
	i.Run = func(w Work, n int) {
		for range w.Times(n) {
			c.Inc(1)
		}
	}
	return i, nil
}

func openTallyHistogram() (*Instance, error) {
	s, i := newTally()
	h := s.Histogram("m", tally.MustMakeExponentialValueBuckets(1, 2, 13))
	i.Run = func(w Work, n int) {
		for k := range w.Times(n) {
			h.RecordValue(size(k))
		}
	}
	return i, nil
}

func openTallyStopwatch() (*Instance, error) {
	s, i := newTally()
	h := s.Histogram("m", tally.MustMakeExponentialDurationBuckets(time.Microsecond, 4, 14))
	i.Run = func(w Work, n int) {
		for range w.Times(n) {
			h.Start().Stop()
		}
	}
	return i, nil
}

func openTallyTimer() (*Instance, error) {
	s, i := newTally()
	t := s.Timer("m")
	i.Run = func(w Work, n int) {
		for range w.Times(n) {
			t.Start().Stop()
		}
	}
	return i, nil
}

// newTally returns a scope that reports each second, and once more before it is read.
func newTally() (tally.Scope, *Instance) {
	var r reporter
	s, closer := tally.NewRootScope(tally.ScopeOptions{CachedReporter: &r, OmitCardinalityMetrics: true}, time.Second)
	end := once(closer)
	return s, &Instance{Read: func(context.Context) (float64, error) {
		err := end()
		return float64(r.events.Load()), err
	}, Close: end}
}

// once closes c once.
func once(c io.Closer) func() error {
	var closed atomic.Bool
	return func() error {
		if closed.Swap(true) {
			return nil
		}
		return c.Close()
	}
}

// reporter counts all events that it is told of.
type reporter struct{ events atomic.Int64 }

func (r *reporter) Capabilities() tally.Capabilities { return r }
func (r *reporter) Reporting() bool                  { return true }
func (r *reporter) Tagging() bool                    { return true }
func (r *reporter) Flush()                           {}

func (r *reporter) AllocateCounter(string, map[string]string) tally.CachedCount { return r }
func (r *reporter) AllocateGauge(string, map[string]string) tally.CachedGauge   { return r }
func (r *reporter) AllocateTimer(string, map[string]string) tally.CachedTimer   { return r }
func (r *reporter) AllocateHistogram(string, map[string]string, tally.Buckets) tally.CachedHistogram {
	return r
}
func (r *reporter) ValueBucket(_, _ float64) tally.CachedHistogramBucket          { return r }
func (r *reporter) DurationBucket(_, _ time.Duration) tally.CachedHistogramBucket { return r }

func (r *reporter) ReportCount(n int64)       { r.events.Add(n) }
func (r *reporter) ReportSamples(n int64)     { r.events.Add(n) }
func (r *reporter) ReportTimer(time.Duration) { r.events.Add(1) }
func (r *reporter) ReportGauge(float64)       {}
