package main

import (
	"bytes"
	"context"
)

type (
	Options = options
	Report  = report
	Place   = place
	Model   = model
)

var (
	Parse    = command.Parse
	Defaults = defaults
	Spread   = spread
)

// Run runs the command as main does.
func Run(args ...string) (status int, stdout, stderr string) {
	var out, err bytes.Buffer
	status = run(context.Background(), args, &out, &err)
	return status, out.String(), err.String()
}

// Fit fits the models to places, and returns those that they determine.
func Fit(places []Place) (fitted []*Model) {
	for _, m := range newModels() {
		if m.fit(places) {
			fitted = append(fitted, m)
		}
	}
	return fitted
}

// At is what a model gives for a place.
func (m *model) At(p Place) float64 { return m.at(p) }
