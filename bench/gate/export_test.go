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

// Judge judges what two sides have printed, and returns in words what is worse, and for
// what there is too much noise.
func Judge(base, head string) (worse, unclear []string, err error) {
	return JudgeLayouts(base, head, 1)
}

// JudgeLayouts is Judge for so many layouts in turn.
func JudgeLayouts(base, head string, layouts int) (worse, unclear []string, err error) {
	b, h := results{}, results{}
	if err := b.read(strings.NewReader(base), "base"); err != nil {
		return nil, nil, err
	}
	if err := h.read(strings.NewReader(head), "head"); err != nil {
		return nil, nil, err
	}
	found, noisy, err := judge(b, h, layouts, alpha)
	return words(found), words(noisy), err
}

func words(findings []finding) (words []string) {
	for _, f := range findings {
		words = append(words, f.String())
	}
	return words
}

// Pattern is the pattern of benchmarks of these names.
func Pattern(names ...string) string {
	var findings []finding
	for _, name := range names {
		findings = append(findings, finding{row: row{name, seconds}}, finding{row: row{name, allocations}})
	}
	return pattern(findings)
}
