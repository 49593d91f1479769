package compat_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"sync"
	"time"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/compat"
)

// differs is nil if got is want, within that share of it.
func differs(what string, got, want, within float64) error {
	if math.Abs(got-want) <= within*want {
		return nil
	}
	return fmt.Errorf("%s: %g, want %g", what, got, want)
}

func criticalEventsAreNotScaled(m compat.WebSocketMetrics) error {
	const n = 300
	m.RecordConnection("a")
	for i := range 10 * n {
		m.RecordMessageSent("a", 1)
		if i%10 == 0 {
			m.RecordFailedConnection("a")
			m.RecordMessageFailed("a")
			m.RecordRetryFailure("a")
			m.RecordCircuitBreakerOpen()
			m.RecordCircuitBreakerClose()
		}
	}
	r := m.Report()
	a, _ := m.Client("a")
	return errors.Join(
		differs("failed", float64(r.Messages.Failed), n, 0),
		differs("failed connections", float64(r.Connections.Failed), n, 0),
		differs("retry failures", float64(r.Retry.Failures), n, 0),
		differs("opens", float64(r.CircuitBreaker.Opens), n, 0),
		differs("closes", float64(r.CircuitBreaker.Closes), n, 0),
		differs("a's failed", float64(a.MessagesFailed), n, 0),
		differs("a's failed connections", float64(a.FailedConnections), n, 0),
		differs("a's retry failures", float64(a.RetryFailures), n, 0),
	)
}

// The rate changes by a fifth with every flush, so that a batch scaled by the rate
// after it is 17 % off; sampling errs by 1.6 % at client b, the less frequent one.
func samplesWeighWhatTheyWereDrawnAt(m compat.WebSocketMetrics) error {
	const rounds, n, tolerance = 15, 30_000, .08
	m.RecordConnection("a")
	m.RecordConnection("b")
	before := sampleRate(m)
	for round := range rounds {
		for i := range n {
			id := "a"
			if i%3 == 0 {
				id = "b"
			}
			m.RecordMessageSent(id, float64(1+round))
		}
		<-time.After(2 * time.Second)
	}
	if after := sampleRate(m); after < 10*before {
		return fmt.Errorf("the rate went from %g to %g, which shows nothing", before, after)
	}
	a, _ := m.Client("a")
	b, _ := m.Client("b")
	return errors.Join(
		differs("messages sent", float64(m.Report().Messages.Sent), rounds*n, 0),
		differs("messages sent to a", float64(a.MessagesSent), rounds*n*2/3, tolerance),
		differs("messages sent to b", float64(b.MessagesSent), rounds*n/3, tolerance),
		differs("average latency", m.AverageSendLatency(), (1+rounds)/2., tolerance),
	)
}

// sampleRate is 0 where nothing is sampled.
func sampleRate(m compat.WebSocketMetrics) float64 {
	if w, ok := m.(*compat.Metrics); ok {
		return w.Whit().Snapshot().Meta.SampleRate
	}
	return 0
}

func reportReturns(m compat.WebSocketMetrics) error {
	m.RecordConnection("a")
	m.RecordMessageFailed("a")
	returned := make(chan error)
	go func() {
		_, err := json.Marshal(m.Report())
		m.Clients()
		m.Client("a")
		returned <- err
	}()
	select {
	case err := <-returned:
		return err
	case <-time.After(time.Minute):
		go func() { <-returned }()
		return errors.New("Report has not returned for a minute")
	}
}

func dropsLeaveTotals(m compat.WebSocketMetrics) error {
	n := 5000
	if w, ok := m.(*compat.Metrics); ok {
		defer holdCollector(w.Whit())()
		n = 2 * w.Whit().Snapshot().Meta.Capacity
	}
	for range n {
		m.RecordMessageFailed("a")
		m.RecordRetryFailure("a")
		m.RecordMessageSent("a", 2)
	}
	r := m.Report() // gives up waiting for the collector after a while
	if r.MetaMetrics != nil && r.MetaMetrics.Dropped == 0 {
		return errors.New("no sample was dropped, which shows nothing")
	}
	return errors.Join(
		differs("failed", float64(r.Messages.Failed), float64(n), 0),
		differs("retry failures", float64(r.Retry.Failures), float64(n), 0),
		differs("messages sent", float64(r.Messages.Sent), float64(n), 0),
	)
}

// holdCollector keeps the collector from draining until release is called.
func holdCollector(w *whit.Metrics) (release func()) {
	entered, released := make(chan struct{}), make(chan struct{})
	once := sync.OnceFunc(func() {
		close(entered)
		<-released
	})
	w.Counter("held", whit.Critical(), whit.OnSample(func(aggregate.Sample) { once() })).Inc()
	<-entered
	return func() { close(released) }
}

// dashboardsFindTheAverage reads JSON as the dashboards do, by the old keys.
func dashboardsFindTheAverage(m compat.WebSocketMetrics) error {
	for range 3000 {
		m.RecordMessageSent("a", 2)
	}
	text, err := exported(m)
	if err != nil {
		return err
	}
	var report struct {
		Latency map[string]float64 `json:"latency"`
	}
	if err := json.Unmarshal(text, &report); err != nil {
		return err
	}
	average, ok := report.Latency["average_send_ms"]
	switch {
	case !ok:
		return fmt.Errorf("no average_send_ms in %v", report.Latency)
	case bytes.Contains(text, []byte("avg_")):
		return fmt.Errorf("avg_ in %s", text)
	}
	return differs("average_send_ms", average, 2, 1e-9)
}

// exported is m's report as JSON, by m's own means if it has any.
func exported(m compat.WebSocketMetrics) ([]byte, error) {
	if own, ok := m.(interface{ export() ([]byte, error) }); ok {
		return own.export()
	}
	return json.Marshal(m.Report())
}

func successRateIsOfEndedRetries(m compat.WebSocketMetrics) error {
	m.RecordRetryAttempt("a")
	none := differs("success rate without an end", m.RetrySuccessRate(), 0, 0)
	for range 9 {
		m.RecordRetryAttempt("a")
	}
	for range 3 {
		m.RecordRetrySuccess("a")
	}
	m.RecordRetryFailure("a")
	return errors.Join(none,
		differs("success rate", m.RetrySuccessRate(), .75, 0),
		differs("reported success rate", m.Report().Retry.SuccessRate, .75, 0),
	)
}

// hasEveryMethod checks that what a factory made has the methods that the first
// redesign forgot, and that they do what they are for.
func hasEveryMethod(made any) error {
	breaker, ok := made.(interface {
		SetCircuitBreakerState(compat.CircuitBreakerState)
		CircuitBreakerState() compat.CircuitBreakerState
	})
	if !ok {
		return fmt.Errorf("%T lacks SetCircuitBreakerState", made)
	}
	if breaker.SetCircuitBreakerState(compat.HalfOpen); breaker.CircuitBreakerState() != compat.HalfOpen {
		return errors.New("SetCircuitBreakerState sets nothing")
	}
	if m, ok := made.(compat.WebSocketMetrics); ok {
		return cleansUp(m)
	}
	return fmt.Errorf("%T lacks cleanup calls", made)
}

// cleansUp uses failures to have a record at any rate: they are critical.
func cleansUp(m compat.WebSocketMetrics) error {
	begin := func() {
		m.RecordConnection("a")
		m.RecordMessageFailed("a")
	}
	begin()
	known := differs("clients", float64(len(m.Clients())), 1, 0)
	removed := differs("removed", float64(m.CleanupInactiveClients(-1)), 1, 0)

	begin()
	m.StartAutomaticCleanup()
	<-time.After(time.Hour + 6*time.Minute)
	m.StopAutomaticCleanup()
	automatic := differs("clients after automatic cleanup", float64(len(m.Clients())), 0, 0)

	begin()
	<-time.After(2 * time.Hour)
	stopped := differs("clients after its stop", float64(len(m.Clients())), 1, 0)
	return errors.Join(known, removed, automatic, stopped)
}
