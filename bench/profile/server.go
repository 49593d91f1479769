package main

import (
	"context"
	"errors"
	"time"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/workload"
	"github.com/whitmetrics/whit/bench/workload/hub"
	"github.com/whitmetrics/whit/bench/workload/none"
	"github.com/whitmetrics/whit/bench/workload/web"
	"github.com/whitmetrics/whit/compat"
)

const (
	// As many as bench/overhead has: they keep two processors busy.
	webClients = 8
	hubClients = 3
	seed       = 1
	// closing is how long the end of a run may take.
	closing = 10 * time.Second
)

// A server serves a workload, with whit or without.
type server struct {
	none workload.Candidate
	// whit starts an instance, which stop stops.
	whit  func() (candidate workload.Candidate, stop func(context.Context) error, err error)
	close func(context.Context) error
}

// servers start them, by workload.
var servers = map[string]func(whit.Config) (*server, error){workHTTP: startWeb, workHub: startHub}

func startWeb(c whit.Config) (*server, error) {
	site, err := web.Start(webClients, seed)
	if err != nil {
		return nil, err
	}
	truth := new(web.Truth)
	return &server{
		none: site.Candidate("none", web.None{}, truth),
		whit: func() (workload.Candidate, func(context.Context) error, error) {
			w, err := web.NewWhit(c)
			if err != nil {
				return workload.Candidate{}, nil, err
			}
			return site.Candidate("whit", w, truth), w.Close, nil
		},
		close: site.Close,
	}, nil
}

func startHub(c whit.Config) (*server, error) {
	h, err := hub.Start(hubClients)
	if err != nil {
		return nil, err
	}
	truth := new(hub.Truth)
	return &server{
		none: h.Candidate("none", none.Metrics{}, truth),
		whit: func() (workload.Candidate, func(context.Context) error, error) {
			m, err := compat.New(c)
			if err != nil {
				return workload.Candidate{}, nil, err
			}
			return h.Candidate("whit", m, truth), m.StopBackgroundTasks, nil
		},
		close: func(context.Context) error { return h.Close() },
	}, nil
}

// withServer has use use a server of a workload, and ends it.
func withServer(ctx context.Context, work string, c whit.Config, use func(*server) error) error {
	s, err := servers[work](c)
	if err != nil {
		return err
	}
	err = use(s)
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), closing)
	defer cancel()
	return errors.Join(err, s.close(end))
}

// anew is the candidate that has an instance of whit for each turn, so that there is
// none while others have theirs.
func (s *server) anew() workload.Candidate {
	return workload.Candidate{Name: "whit", Load: func(ctx context.Context, d time.Duration) (workload.Slice, error) {
		candidate, stop, err := s.whit()
		if err != nil {
			return workload.Slice{}, err
		}
		slice, err := candidate.Load(ctx, d)
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), closing)
		defer cancel()
		return slice, errors.Join(err, stop(end))
	}}
}
