package subject

// whitLabelled is whit's part of the labelled events. A counter has one label, its
// client, so both labels are joined into one beforehand.
func whitLabelled() []Subject {
	return []Subject{{
		Library: "whit", Call: "Counter.IncFor", Family: Labelled, Role: Whit, Open: openWhitIncFor,
		Note: "one label, by client; the peers look up two",
	}}
}

func openWhitIncFor() (*Instance, error) {
	m, i, err := newWhit("requests")
	if err != nil {
		return nil, err
	}
	c := m.Counter("requests")
	i.Run = func(w Work, n int) {
		for k := range w.Times(n) {
			c.IncFor(clients[k%combinations])
		}
	}
	return i, nil
}
