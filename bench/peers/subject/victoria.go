package subject

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/VictoriaMetrics/metrics"
)

// victoriaMetrics is github.com/VictoriaMetrics/metrics.
func victoriaMetrics() []Subject {
	const name = "VictoriaMetrics"
	return []Subject{
		{Library: name, Call: "Counter.Inc", Family: Count, Role: Peer, Shared: true, Open: openVictoriaCounter},
		{Library: name, Call: "GetOrCreateCounter, Inc", Family: Labelled, Role: Peer, Shared: true, Open: openVictoriaLabelled},
		{Library: name, Call: "labelled Counter kept, Inc", Family: Kept, Role: Peer, Shared: true, Open: openVictoriaKept},
		{Library: name, Call: "Histogram.Update", Family: Value, Role: Peer, Shared: true, Open: openVictoriaHistogram},
		{Library: name, Call: "PrometheusHistogram.Update", Family: Value, Role: Peer, Shared: true, Open: openVictoriaPrometheus, Note: "11 buckets"},
		{Library: name, Call: "Summary.Update", Family: Value, Role: Peer, Shared: true, Open: openVictoriaSummary},
		{Library: name, Call: "Histogram.UpdateDuration", Family: Timing, Role: Peer, Shared: true, Open: openVictoriaDuration},
		{Library: name, Call: "Summary.UpdateDuration", Family: Timing, Role: Peer, Shared: true, Open: openVictoriaSummaryDuration},
	}
}

func openVictoriaCounter() (*Instance, error) {
	s := metrics.NewSet()
	c := s.NewCounter("m")
	return written(s, "m", func(w Work, n int) {
		for range w.Times(n) {
			c.Inc()
		}
	})
}

func openVictoriaLabelled() (*Instance, error) {
	s := metrics.NewSet()
	return written(s, "m{", func(w Work, n int) {
		for k := range w.Times(n) {
			s.GetOrCreateCounter(`m{method="` + methods[k%combinations] + `",route="` + routes[k%combinations] + `"}`).Inc()
		}
	})
}

func openVictoriaKept() (*Instance, error) {
	s := metrics.NewSet()
	c := s.GetOrCreateCounter(`m{method="` + methods[0] + `",route="` + routes[0] + `"}`)
	return written(s, "m{", func(w Work, n int) {
		for range w.Times(n) {
			c.Inc()
		}
	})
}

func openVictoriaHistogram() (*Instance, error) {
	s := metrics.NewSet()
	h := s.NewHistogram("m")
	return written(s, "m_count", func(w Work, n int) {
		for k := range w.Times(n) {
			h.Update(size(k))
		}
	})
}

func openVictoriaPrometheus() (*Instance, error) {
	s := metrics.NewSet()
	h := s.NewPrometheusHistogram("m")
	return written(s, "m_count", func(w Work, n int) {
		for k := range w.Times(n) {
			h.Update(size(k))
		}
	})
}

func openVictoriaSummary() (*Instance, error) {
	s := metrics.NewSet()
	h := s.NewSummary("m")
	return written(s, "m_count", func(w Work, n int) {
		for k := range w.Times(n) {
			h.Update(size(k))
		}
	})
}

func openVictoriaDuration() (*Instance, error) {
	s := metrics.NewSet()
	h := s.NewHistogram("m")
	return written(s, "m_count", func(w Work, n int) {
		for range w.Times(n) {
			h.UpdateDuration(time.Now())
		}
	})
}

func openVictoriaSummaryDuration() (*Instance, error) {
	s := metrics.NewSet()
	h := s.NewSummary("m")
	return written(s, "m_count", func(w Work, n int) {
		for range w.Times(n) {
			h.UpdateDuration(time.Now())
		}
	})
}

// written reads the lines that s writes and that begin with prefix.
func written(s *metrics.Set, prefix string, run func(Work, int)) (*Instance, error) {
	return &Instance{Run: run, Read: func(context.Context) (float64, error) {
		var b bytes.Buffer
		s.WritePrometheus(&b)
		sum, found := 0.0, false
		for lines := bufio.NewScanner(&b); lines.Scan(); {
			if !strings.HasPrefix(lines.Text(), prefix) {
				continue
			}
			v, err := strconv.ParseFloat(lines.Text()[strings.LastIndexByte(lines.Text(), ' ')+1:], 64)
			if err != nil {
				return 0, fmt.Errorf("VictoriaMetrics wrote %q: %w", lines.Text(), err)
			}
			sum, found = sum+v, true
		}
		return only("VictoriaMetrics "+prefix, sum, found)
	}, Close: func() error { s.UnregisterAllMetrics(); return nil }}, nil
}
