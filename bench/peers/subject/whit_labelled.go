package subject

import "github.com/whitmetrics/whit"

// whitLabelled is whit's part of the events with two labels.
func whitLabelled() []Subject {
	return []Subject{
		{Library: "whit", Call: "CounterVec.With, Inc", Family: Labelled, Role: Whit, Open: openWhitVec},
		{Library: "whit", Call: "CounterVec.With kept, Inc", Family: Kept, Role: Whit, Open: openWhitKept},
	}
}

// newWhitVec returns a family of counters, and what reads it.
func newWhitVec(labels ...string) (*whit.CounterVec, *Instance, error) {
	m, i, err := newWhit("requests")
	if err != nil {
		return nil, nil, err
	}
	return m.CounterVec("requests", labels), i, nil
}

func openWhitVec() (*Instance, error) {
	v, i, err := newWhitVec("method", "route")
	if err != nil {
		return nil, err
	}
	i.Run = func(w Work, n int) {
		for k := range w.Times(n) {
			v.With(methods[k%combinations], routes[k%combinations]).Inc()
		}
	}
	return i, nil
}

func openWhitKept() (*Instance, error) {
	v, i, err := newWhitVec("method", "route")
	if err != nil {
		return nil, err
	}
	c := v.With(methods[0], routes[0])
	i.Run = func(w Work, n int) {
		for range w.Times(n) {
			c.Inc()
		}
	}
	return i, nil
}
