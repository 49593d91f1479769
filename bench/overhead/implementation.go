package main

import (
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/workload/none"
	"github.com/whitmetrics/whit/bench/workload/web"
	"github.com/whitmetrics/whit/compat"
)

// An implementation is what -impl chooses from.
type implementation struct {
	name string
	make func(options) (web.Implementation, error)
}

var implementations = []implementation{
	{implNone, func(options) (web.Implementation, error) { return web.None{}, nil }},
	{implRival, func(options) (web.Implementation, error) { return web.NewRival(), nil }},
	{implWhit, func(o options) (web.Implementation, error) { return web.NewWhit(o.config()) }},
}

// A socket is an implementation for the workloads with websockets.
type socket struct {
	name  string
	grows bool // with every client
	make  func(options) (compat.WebSocketMetrics, error)
}

var sockets = []socket{
	{implNone, false, func(options) (compat.WebSocketMetrics, error) { return none.Metrics{}, nil }},
	{implLegacy, true, func(options) (compat.WebSocketMetrics, error) { return compat.NewLegacy(), nil }},
	{implWhit, false, func(o options) (compat.WebSocketMetrics, error) { return compat.New(o.config()) }},
}

// config is whit's configuration at the rate that was asked for, which adapts to the
// load as it does by default.
func (o options) config() whit.Config {
	return whit.Config{SampleRate: o.rate, CountsOnly: o.rate == 0}
}
