package compat_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/whitmetrics/whit/compat"
)

// The stand-ins are a Legacy each, but for the one fault that gives the name.

type scalesCritical struct{ *compat.Legacy }

func (m scalesCritical) Report() compat.Report {
	const rate = .03 // though every failure is a sample
	r := m.Legacy.Report()
	r.Messages.Failed = int64(float64(r.Messages.Failed) / rate)
	return r
}

// scalesAtFlush samples evenly, at a rate that grows by a fifth with every flush.
type scalesAtFlush struct {
	*compat.Legacy
	rate    float64
	due     map[string]float64 // how much of a sample
	batch   map[string]float64 // samples since the last flush
	sent    map[string]float64
	flushed time.Time
}

func newScalesAtFlush() *scalesAtFlush {
	return &scalesAtFlush{
		Legacy: compat.NewLegacy(), rate: .01, flushed: time.Now(),
		due: map[string]float64{}, batch: map[string]float64{}, sent: map[string]float64{},
	}
}

func (m *scalesAtFlush) RecordMessageSent(clientID string, latencyMS float64) {
	m.Legacy.RecordMessageSent(clientID, latencyMS)
	if time.Since(m.flushed) >= 2*time.Second {
		m.flush()
	}
	if m.due[clientID] += m.rate; m.due[clientID] >= 1 {
		m.due[clientID]--
		m.batch[clientID]++
	}
}

func (m *scalesAtFlush) flush() {
	m.flushed = time.Now()
	m.rate = min(m.rate*1.2, .15)
	for clientID, n := range m.batch {
		m.sent[clientID] += n / m.rate // the rate of the next batch
	}
	clear(m.batch)
}

func (m *scalesAtFlush) Client(clientID string) (compat.ClientReport, bool) {
	m.flush()
	c, ok := m.Legacy.Client(clientID)
	c.MessagesSent = int64(m.sent[clientID])
	return c, ok
}

// locksTwice has a lock that a bubble sees being waited for, as it does not see a
// mutex, and that opens when the test is over.
type locksTwice struct {
	*compat.Legacy
	lock, over chan struct{}
}

func newLocksTwice(t *testing.T) locksTwice {
	m := locksTwice{compat.NewLegacy(), make(chan struct{}, 1), make(chan struct{})}
	t.Cleanup(func() { close(m.over) })
	return m
}

func (m locksTwice) Report() compat.Report {
	m.lock <- struct{}{}
	defer func() { <-m.lock }()
	m.meta()
	return m.Legacy.Report()
}

func (m locksTwice) meta() {
	select {
	case m.lock <- struct{}{}: // which Report holds
		<-m.lock
	case <-m.over:
	}
}

type losesDrops struct {
	*compat.Legacy
	ring int
}

func (m *losesDrops) RecordMessageFailed(clientID string) {
	if m.ring++; m.ring <= 1000 {
		m.Legacy.RecordMessageFailed(clientID)
	}
}

type renames struct{ *compat.Legacy }

func (m renames) export() ([]byte, error) {
	text, err := json.Marshal(m.Report())
	return bytes.ReplaceAll(text, []byte("average_send_ms"), []byte("avg_send_ms")), err
}

type overAttempts struct{ *compat.Legacy }

func (m overAttempts) RetrySuccessRate() float64 {
	retry := m.Report().Retry
	return float64(retry.Successes) / float64(retry.Attempts)
}

// recorder is all that the first redesign's object could do.
type recorder interface {
	RecordConnection(clientID string)
	RecordMessageSent(clientID string, latencyMS float64)
	Report() compat.Report
}

type lacksMethods struct{ recorder }
