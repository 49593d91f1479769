package aggregate

import "github.com/whitmetrics/whit/shard"

// sink is where the samples of a series go.
type sink struct {
	metric *metric
	series *shard.Series
	window *window // made with the first sample; the collector goroutine's own
}

// window returns that of the series of a number, or nil if the series is removed.
func (c *Collector) window(number uint32) *window {
	s := c.sinks.Get(number)
	if s == nil {
		return nil
	}
	if s.window == nil {
		s.open(&c.waiting)
	}
	return s.window
}

func (s *sink) open(waiting *[]pending) {
	m := s.metric
	if !m.hasValues() {
		waiting = nil
	}
	s.window = newWindow(s.series, m.Kind == Timer, m.OnSample, waiting)
	s.window.removed, s.window.labels = &m.removed, m.Labels
	if m.Kind == Distribution && !m.Critical {
		s.window.tail = new(tail)
	}
	m.windows = append(m.windows, s.window)
}
