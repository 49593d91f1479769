package main

import (
	"bytes"
	"context"
	"strings"
)

type Options = options

var (
	Parse    = command.Parse
	Defaults = defaults
	ErrNone  = errNone
)

// Run runs the command as main does.
func Run(args ...string) (status int, stdout, stderr string) {
	var out, err bytes.Buffer
	status = run(context.Background(), args, &out, &err)
	return status, out.String(), err.String()
}

// Judge judges what two sides have printed, and returns what is worse, in words.
func Judge(base, head string) ([]string, error) { return JudgeLayouts(base, head, 1) }

// JudgeLayouts is Judge for so many layouts in turn.
func JudgeLayouts(base, head string, layouts int) ([]string, error) {
	b, h := results{}, results{}
	if err := b.read(strings.NewReader(base), "base"); err != nil {
		return nil, err
	}
	if err := h.read(strings.NewReader(head), "head"); err != nil {
		return nil, err
	}
	findings, err := judge(b, h, layouts)
	var words []string
	for _, f := range findings {
		words = append(words, f.String())
	}
	return words, err
}

// Pattern is the pattern of benchmarks of these names.
func Pattern(names ...string) string {
	var findings []finding
	for _, name := range names {
		findings = append(findings, finding{row: row{name, seconds}}, finding{row: row{name, allocations}})
	}
	return pattern(findings)
}
