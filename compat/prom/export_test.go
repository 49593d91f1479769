package prom

import "unsafe"

// NamesHeld returns of how many Metrics the names are held.
func NamesHeld() int {
	names.Lock()
	defer names.Unlock()
	return len(names.given)
}

// Series returns how many series of a metric have exemplars.
func (e *Exemplars) Series(name string) int {
	l := e.metrics[name]
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.series)
}

// Bytes returns how much memory those of a metric hold.
func (e *Exemplars) Bytes(name string) (n int) {
	l := e.metrics[name]
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, r := range l.series {
		n += cap(r.samples) * int(unsafe.Sizeof(clientSample{}))
		for _, s := range r.samples {
			n += cap(s.client)
		}
	}
	return n
}
