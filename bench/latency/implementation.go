package main

import (
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/workload/web"
)

// An implementation is one of those that take turns. It is made for each turn.
type implementation struct {
	name string
	make func(options) (web.Implementation, error)
}

// implementations begin with the reference, and the null after it.
var implementations = []implementation{
	{"none", makeNone},
	{"none again", makeNone},
	{"whit", func(o options) (web.Implementation, error) {
		return web.NewWhit(whit.Config{SampleRate: o.rate, CountsOnly: o.rate == 0})
	}},
}

func makeNone(options) (web.Implementation, error) { return web.None{}, nil }
