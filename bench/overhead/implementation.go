package main

import (
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/workload/web"
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

// config is whit's configuration at the rate that was asked for, which adapts to the
// load as it does by default.
func (o options) config() whit.Config {
	return whit.Config{SampleRate: o.rate, CountsOnly: o.rate == 0}
}
