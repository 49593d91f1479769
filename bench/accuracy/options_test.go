package main_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	accuracy "github.com/whitmetrics/whit/bench/accuracy"
)

// shown is what a flag set: functions in it cannot be compared.
func shown(t *testing.T, args string) string {
	o, err := accuracy.Parse(strings.Fields(args))
	require.NoError(t, err, args)
	return accuracy.Show(o)
}

func TestGoodFlags(t *testing.T) {
	base := accuracy.Show(accuracy.Defaults())
	for _, args := range []string{
		"", "-trials 500", "-n 10000", "-seed 1", "-warm", "-distribution all", "-rate all", "-json=false",
		"-rate 0.01,0.03,0.15,flapping", "-distribution constant,lognormal,pareto,bimodal,bursts,critical",
		"-svg bench/out/accuracy.svg",
	} {
		require.Equal(t, base, shown(t, args), args)
	}
	seen := map[string]bool{base: true}
	for _, args := range []string{
		"-trials 2", "-n 1000", "-seed 0", "-warm=false", "-distribution pareto", "-distribution pareto,constant",
		"-rate flapping", "-json", "-svg x.svg", "-svg=",
	} {
		require.False(t, seen[shown(t, args)], args)
		seen[shown(t, args)] = true
	}
}

// A bad flag costs no trial: the error names it, its value, and what is allowed.
func TestBadFlags(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.Equal(t, 0, accuracy.Run(new(bytes.Buffer), new(bytes.Buffer), tiny("-svg="+file)...))
	for _, c := range []struct{ flag, value, want string }{
		{"trials", "1", "from 2 to 1000000"},
		{"trials", "many", "from 2 to 1000000"},
		{"n", "99", "from 100 to 1000000"},
		{"n", "1e4", "from 100 to 1000000"},
		{"seed", "-1", "from 0 to 18446744073709551615"},
		{"warm", "hot", "true or false"},
		{"distribution", "normal", "constant, lognormal, pareto, bimodal, bursts, critical"},
		{"distribution", "pareto,pareto", "each once"},
		{"distribution", "", "or all"},
		{"rate", "0.02", "0.01, 0.03, 0.15, flapping"},
		{"json", "maybe", "true or false"},
		{"svg", filepath.Join(file, "chart.svg"), "file that can be written"},
	} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, 2, accuracy.Run(&stdout, &stderr, "-"+c.flag+"="+c.value), c)
		require.Empty(t, stdout.String(), c)
		for _, part := range []string{"-" + c.flag, c.value, c.want} {
			require.Contains(t, stderr.String(), part, c)
		}
	}
	for _, arg := range []string{"-fast", "pareto", "-n"} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, 2, accuracy.Run(&stdout, &stderr, arg))
		require.Contains(t, stderr.String(), arg)
	}
}

func TestHelpNamesEveryFlag(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, accuracy.Run(&stdout, &stderr, "-h"))
	require.Empty(t, stderr.String())
	for _, part := range []string{"go run ./bench/accuracy", "-trials", "500", "-n ", "10000", "-seed", "-warm", "-distribution",
		"critical", "-rate", "flapping", "-json", "-svg", "bench/out/accuracy.svg", "Exit status"} {
		require.Contains(t, stdout.String(), part)
	}
}
