package cli_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/cli"
)

// Each setter takes what its error allows, and leaves what it refuses as it was.
func TestSetters(t *testing.T) {
	type word string
	words := []word{"one", "two", "three"}
	for name, c := range map[string]struct {
		of      func() (set func(string) error, value func() any)
		good    map[string]any
		bad     []string
		allowed string
	}{
		"duration": {
			of: func() (func(string) error, func() any) {
				d := new(time.Duration)
				return cli.Duration(d, time.Second, time.Minute), func() any { return *d }
			},
			good: map[string]any{"1s": time.Second, "1m": time.Minute}, bad: []string{"", "soon", "999ms", "61s", "5"},
			allowed: "want a time from 1s to 1m0s",
		},
		"int": {
			of: func() (func(string) error, func() any) {
				n := new(int)
				return cli.Int(n, 2, 5), func() any { return *n }
			},
			good: map[string]any{"2": 2, "5": 5}, bad: []string{"", "1", "6", "2.5", "1e0"},
			allowed: "want a whole number from 2 to 5",
		},
		"float": {
			of: func() (func(string) error, func() any) {
				p := new(float64)
				return cli.Float(p, 0.01, 0.95), func() any { return *p }
			},
			good: map[string]any{"0.01": 0.01, "0.95": 0.95}, bad: []string{"", "0", "0.96", "NaN", "half"},
			allowed: "want a number from 0.01 to 0.95",
		},
		"rate": {
			of: func() (func(string) error, func() any) {
				p := new(float64)
				return cli.Rate(p), func() any { return *p }
			},
			good: map[string]any{"1e-6": 1e-6, "1": 1.0}, bad: []string{"", "-1", "1e-7", "1.01", "NaN"},
			allowed: "want a number from 1e-06 to 1, or 0",
		},
		"bool": {
			of: func() (func(string) error, func() any) {
				b := new(bool)
				return cli.Bool(b), func() any { return *b }
			},
			good: map[string]any{"true": true, "1": true}, bad: []string{"", "maybe"},
			allowed: "want true or false",
		},
		"one": {
			of: func() (func(string) error, func() any) {
				w := new([]word)
				return cli.One(w, words), func() any { return *w }
			},
			good: map[string]any{"two": []word{"two"}, "all": words}, bad: []string{"", "four", "one,two"},
			allowed: "want one of one, two, three, all",
		},
		"some": {
			of: func() (func(string) error, func() any) {
				w := new([]word)
				return cli.Some(w, words), func() any { return *w }
			},
			good: map[string]any{"three, one": []word{"three", "one"}, "all": words}, bad: []string{"", "four", "one,one", "one,all"},
			allowed: "want one or more of one, two, three, each once, with commas between, or all",
		},
	} {
		for text, want := range c.good {
			set, value := c.of()
			require.NoError(t, set(text), name)
			require.Equal(t, want, value(), name)
		}
		set, value := c.of()
		before := value()
		for _, text := range c.bad {
			require.EqualError(t, set(text), c.allowed, "%s %q", name, text)
			require.Equal(t, before, value(), name)
		}
	}
}
