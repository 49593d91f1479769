package subject

import (
	"context"
	"fmt"

	"github.com/whitmetrics/whit"
)

func whitMetrics() []Subject {
	return []Subject{
		{Library: "whit", Call: "Counter.Inc", Family: Count, Role: Whit, Open: openWhitCounter},
		{Library: "whit", Call: "LocalCounter.Inc", Family: Count, Role: Beside, Open: openWhitLocalCounter},
		{Library: "whit", Call: "Distribution.Record", Family: Value, Role: Whit, Open: openWhitDistribution},
		{Library: "whit", Call: "LocalDistribution.Record", Family: Value, Role: Beside, Open: openWhitLocalDistribution},
		{Library: "whit", Call: "Timer.Start, Span.End", Family: Timing, Role: Whit, Open: openWhitTimer},
	}
}

// newWhit returns a Metrics at the default rate of 3 %, fixed: under such load it would
// fall to a third, and cost less. The Instance has the reading and the end of the metric.
func newWhit(name string) (*whit.Metrics, *Instance, error) {
	m, err := whit.New(whit.Config{FixedRate: true})
	if err != nil {
		return nil, nil, err
	}
	return m, &Instance{
		Lost: losses(m),
		Read: func(ctx context.Context) (float64, error) {
			sum, found := 0.0, false
			for _, t := range m.Snapshot().Totals {
				if t.Name == name {
					sum, found = sum+float64(t.Count), true
				}
			}
			return only("whit "+name, sum, found)
		},
		Close: func() error {
			if err := m.Stop(context.Background()); err != nil {
				return fmt.Errorf("whit %s: %w", name, err)
			}
			return nil
		},
	}, nil
}

// losses returns a function that tells what share of m's samples has found a ring full
// since it was called last; NaN if there were none.
func losses(m *whit.Metrics) func(context.Context) (float64, error) {
	var before [2]uint64
	return func(ctx context.Context) (float64, error) {
		if err := m.Flush(ctx); err != nil {
			return 0, err
		}
		var now [2]uint64
		for _, t := range m.Snapshot().Totals {
			now[0], now[1] = now[0]+t.Dropped, now[1]+t.Dropped+t.Sampled
		}
		share := float64(now[0]-before[0]) / float64(now[1]-before[1])
		before = now
		return share, nil
	}
}

func openWhitCounter() (*Instance, error) {
	m, i, err := newWhit("requests")
	if err != nil {
		return nil, err
	}
	c := m.Counter("requests")
	i.Run = func(w Work, n int) {
		for range w.Times(n) {
			c.Inc()
		}
	}
	return i, nil
}

func openWhitDistribution() (*Instance, error) {
	m, i, err := newWhit("bytes")
	if err != nil {
		return nil, err
	}
	d := m.Distribution("bytes")
	i.Run = func(w Work, n int) {
		for k := range w.Times(n) {
			d.Record(size(k))
		}
	}
	return i, nil
}

func openWhitTimer() (*Instance, error) {
	m, i, err := newWhit("took")
	if err != nil {
		return nil, err
	}
	t := m.Timer("took")
	i.Run = func(w Work, n int) {
		for range w.Times(n) {
			t.Start().End()
		}
	}
	return i, nil
}
