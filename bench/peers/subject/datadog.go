package subject

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/DataDog/datadog-go/v5/statsd"
)

// datadog is github.com/DataDog/datadog-go, which sends to an agent: here a socket on the
// same machine that reads what comes and adds it up.
func datadog() []Subject {
	var all []Subject
	for _, rate := range []float64{1, datadogRate} {
		for _, aggregated := range []bool{false, true} {
			how := mode{rate, aggregated}
			for _, s := range []Subject{
				{Family: Count, Call: "Incr", Open: how.incr},
				{Family: Labelled, Call: "Incr with tags", Open: how.incrTagged},
				{Family: Value, Call: "Distribution", Open: how.distribution},
				{Family: Timing, Call: "Now, Since, Timing", Open: how.timing},
			} {
				s.Library, s.Role, s.Shared, s.Sent = "datadog", Peer, true, true
				s.Call += fmt.Sprintf(", rate %g", rate)
				if aggregated {
					s.Call += ", aggregated"
				}
				if rate < 1 {
					s.Rate = rate
					s.Note = "sends 3 % of the events"
				}
				if counts := s.Family == Count || s.Family == Labelled; aggregated && counts {
					s.Rate, s.Note = 0, "aggregation counts all, whatever the rate"
				}
				all = append(all, s)
			}
		}
	}
	return all
}

const datadogRate = 0.03

// A mode is how a client sends.
type mode struct {
	rate       float64
	aggregated bool
}

func (m mode) incr() (*Instance, error) {
	c, i, err := m.client()
	if err != nil {
		return nil, err
	}
	i.Run = func(w Work, n int) {
		for range w.Times(n) {
			_ = c.Incr("m", nil, m.rate)
		}
	}
	return i, nil
}

func (m mode) incrTagged() (*Instance, error) {
	c, i, err := m.client()
	if err != nil {
		return nil, err
	}
	i.Run = func(w Work, n int) {
		for k := range w.Times(n) {
			_ = c.Incr("m", []string{"method:" + methods[k%combinations], "route:" + routes[k%combinations]}, m.rate)
		}
	}
	return i, nil
}

func (m mode) distribution() (*Instance, error) {
	c, i, err := m.client()
	if err != nil {
		return nil, err
	}
	i.Run = func(w Work, n int) {
		for k := range w.Times(n) {
			_ = c.Distribution("m", size(k), nil, m.rate)
		}
	}
	return i, nil
}

func (m mode) timing() (*Instance, error) {
	c, i, err := m.client()
	if err != nil {
		return nil, err
	}
	i.Run = func(w Work, n int) {
		for range w.Times(n) {
			start := time.Now()
			_ = c.Timing("m", time.Since(start), nil, m.rate)
		}
	}
	return i, nil
}

// client returns a client of an agent of its own.
func (m mode) client() (*statsd.Client, *Instance, error) {
	agent, err := listen()
	if err != nil {
		return nil, nil, err
	}
	options := []statsd.Option{statsd.WithoutTelemetry(), statsd.WithoutOriginDetection()}
	switch {
	case !m.aggregated:
		options = append(options, statsd.WithoutClientSideAggregation())
	case m.rate < 1:
		options = append(options, statsd.WithExtendedClientSideAggregation())
	default:
		options = append(options, statsd.WithExtendedClientSideAggregation(), statsd.WithMaxSamplesPerContext(samplesPerFlush))
	}
	c, err := statsd.New(agent.address(), options...)
	if err != nil {
		return nil, nil, errors.Join(err, agent.close())
	}
	return c, &Instance{
		Read: func(ctx context.Context) (float64, error) {
			if err := c.Flush(); err != nil {
				return 0, err
			}
			// The agent has all that was sent before this when it has this.
			if err := c.SimpleEvent(lastWords, ""); err != nil {
				return 0, err
			}
			if err := c.Flush(); err != nil {
				return 0, err
			}
			return agent.events(ctx)
		},
		Close: func() error { return errors.Join(c.Close(), agent.close()) },
	}, nil
}

// samplesPerFlush bounds what aggregation keeps of values, as its documentation asks for:
// without, two seconds of values at full speed would take hundreds of megabytes. With a
// rate below 1, which bounds them too, the client's own figures would then be wrong.
const samplesPerFlush = 100
