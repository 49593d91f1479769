// Package rival is the metrics that people write by hand: maps by name behind one
// mutex. It is correct and easy to read, and what whit is compared with.
package rival

import (
	"maps"
	"sync"
	"time"
)

// Metrics holds counts and summaries by name. All methods may be called from any
// goroutine at any time; each waits for the one lock. A name, or a client, that is
// seen for the first time is kept for ever.
type Metrics struct {
	mu        sync.Mutex
	counts    map[string]uint64
	clients   map[string]map[string]uint64 // by name, by client
	summaries map[string]*Summary
}

// Summary is what is kept of a series of values. Min and Max are 0 before the
// first.
type Summary struct {
	Count         uint64
	Sum, Min, Max float64
}

// Mean returns the mean of the values, 0 if there are none.
func (s Summary) Mean() float64 {
	if s.Count == 0 {
		return 0
	}
	return s.Sum / float64(s.Count)
}

// New returns an empty Metrics.
func New() *Metrics {
	return &Metrics{
		counts:    make(map[string]uint64),
		clients:   make(map[string]map[string]uint64),
		summaries: make(map[string]*Summary),
	}
}

// Inc counts one event.
func (m *Metrics) Inc(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.counts[name]++
}

// IncFor counts one event that client caused.
func (m *Metrics) IncFor(name, client string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.counts[name]++
	m.count(name, client)
}

// Record counts an event with value v.
func (m *Metrics) Record(name string, v float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.add(name, v)
}

// RecordFor counts an event with value v that client caused.
func (m *Metrics) RecordFor(name string, v float64, client string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.add(name, v)
	m.count(name, client)
}

// Since records how long ago start was, in seconds.
func (m *Metrics) Since(name string, start time.Time) {
	m.Record(name, time.Since(start).Seconds())
}

// Count returns the number of events of that name, with or without a value.
func (m *Metrics) Count(name string) uint64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s := m.summaries[name]; s != nil {
		return s.Count
	}
	return m.counts[name]
}

// Summary returns what is known of the values of that name.
func (m *Metrics) Summary(name string) Summary {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s := m.summaries[name]; s != nil {
		return *s
	}
	return Summary{}
}

// Clients returns how many events of that name each client caused.
func (m *Metrics) Clients(name string) map[string]uint64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.clients[name])
}

// add is Record for whoever holds the lock, and count is the clients' part of
// IncFor.
func (m *Metrics) add(name string, v float64) {
	s := m.summaries[name]
	if s == nil {
		s = &Summary{Min: v, Max: v}
		m.summaries[name] = s
	}
	s.Count++
	s.Sum += v
	s.Min = min(s.Min, v)
	s.Max = max(s.Max, v)
}

func (m *Metrics) count(name, client string) {
	c := m.clients[name]
	if c == nil {
		c = make(map[string]uint64)
		m.clients[name] = c
	}
	c[client]++
}
