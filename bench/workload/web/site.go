package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/whitmetrics/whit/bench/workload"
)

// A Site is a server with its clients. It serves for one implementation at a time.
type Site struct {
	server  *http.Server
	address string
	served  chan error // what became of the server, once
	current atomic.Pointer[Telemetry]
	clients []*client
}

// Start starts a server on a free port of the loopback interface, and so many
// clients, which are connected and idle. The caller closes the site. Which requests
// the clients send depends on the seed alone.
func Start(clients int, seed uint64) (*Site, error) {
	if clients < 1 {
		return nil, fmt.Errorf("web: want a client or more, got %d", clients)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Site{address: listener.Addr().String(), served: make(chan error, 1)}
	var none Telemetry = None{}
	s.current.Store(&none)
	s.server = &http.Server{Handler: s.instrument(newShop().routes())}
	go func() { s.served <- s.server.Serve(listener) }()
	for i := range clients {
		c, err := dial(s.address, fmt.Sprintf("client-%d", i), seed+uint64(i))
		if err != nil {
			return nil, errors.Join(err, s.Close(context.Background()))
		}
		s.clients = append(s.clients, c)
	}
	return s, nil
}

// Address is where the server listens.
func (s *Site) Address() string { return s.address }

// instrument tells the implementation of the moment what becomes of each request.
func (s *Site) instrument(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		telemetry := *s.current.Load()
		span := telemetry.Begin()
		answer := &answerWriter{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(answer, r)
		telemetry.End(span, Answer{answer.status, answer.bytes, r.Header.Get("X-Client")})
	})
}

// answerWriter notes what is answered.
type answerWriter struct {
	http.ResponseWriter
	status, bytes int
}

func (w *answerWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *answerWriter) Write(p []byte) (int, error) {
	n, err := w.ResponseWriter.Write(p)
	w.bytes += n
	return n, err
}

// Candidate returns an implementation as a candidate that serves on s. What the
// clients see of it is added to truth.
func (s *Site) Candidate(name string, impl Implementation, truth *Truth) workload.Candidate {
	return workload.Candidate{Name: name, Load: func(ctx context.Context, d time.Duration) (workload.Slice, error) {
		slice, seen, err := s.load(ctx, impl, d)
		truth.add(seen)
		return slice, err
	}}
}

// load has all clients ask for the time d.
func (s *Site) load(ctx context.Context, t Telemetry, d time.Duration) (workload.Slice, Truth, error) {
	s.current.Store(&t)
	until := time.Now().Add(d)
	faults := make([]error, len(s.clients))
	var asking sync.WaitGroup
	for i, c := range s.clients {
		asking.Go(func() { faults[i] = c.work(ctx, until) })
	}
	asking.Wait()
	slice, seen := workload.Slice{Latency: new(workload.Histogram)}, Truth{}
	for _, c := range s.clients {
		seen.add(c.seen)
		slice.Latency.Merge(&c.times)
	}
	slice.Operations = seen.Requests
	return slice, seen, errors.Join(faults...)
}

// Close hangs up and ends the server. When it has returned nil, every request that
// a client has counted has been told to its implementation: a client may have its
// answer a moment earlier.
func (s *Site) Close(ctx context.Context) error {
	var faults []error
	for _, c := range s.clients {
		faults = append(faults, c.conn.Close())
	}
	faults = append(faults, s.server.Shutdown(ctx))
	if err := <-s.served; !errors.Is(err, http.ErrServerClosed) {
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}
