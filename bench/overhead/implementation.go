package main

import (
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/workload/none"
	"github.com/whitmetrics/whit/bench/workload/web"
	"github.com/whitmetrics/whit/compat"
)

// An implementation is what -impl chooses from, of metrics for a workload.
type implementation[M any] struct {
	name  string
	grows bool // with every client
	make  func(options) (M, error)
}

var implementations = []implementation[web.Implementation]{
	{implNone, false, func(options) (web.Implementation, error) { return web.None{}, nil }},
	{implRival, false, func(options) (web.Implementation, error) { return web.NewRival(), nil }},
	{implWhit, false, func(o options) (web.Implementation, error) { return web.NewWhit(o.config()) }},
}

// sockets are for the workloads with websockets.
var sockets = []implementation[compat.WebSocketMetrics]{
	{implNone, false, func(options) (compat.WebSocketMetrics, error) { return none.Metrics{}, nil }},
	{implLegacy, true, func(options) (compat.WebSocketMetrics, error) { return compat.NewLegacy(), nil }},
	{implWhit, false, func(o options) (compat.WebSocketMetrics, error) { return compat.New(o.config()) }},
}

// config is whit's configuration at the rate that was asked for, which adapts to the
// load as it does by default.
func (o options) config() whit.Config {
	return whit.Config{SampleRate: o.rate, CountsOnly: o.rate == 0}
}
