package main_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	gate "github.com/whitmetrics/whit/bench/gate"
)

const row = "Record/impl=whit/op=inc/mode=serial-2"

// noisy is what n runs print that take ns each, 5 % more or less, and a tenth of them
// twice as long.
func noisy(name string, n int, ns float64, size, allocs int, x *rand.Rand) string {
	var b strings.Builder
	for range n {
		v := ns * (0.95 + 0.1*x.Float64())
		if x.IntN(10) == 0 {
			v *= 2
		}
		fmt.Fprintf(&b, "Benchmark%s 1000 %.4f ns/op %d B/op %d allocs/op\n", name, v, size, allocs)
	}
	return b.String()
}

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		what         string
		ns           float64
		size, allocs int
		want         []string
	}{
		{"the same", 5, 0, 0, nil},
		{"faster", 3, 0, 0, nil},
		{"slower by what may be", 5.25, 0, 0, nil},
		{"slower", 6, 0, 0, []string{"ns"}},
		{"an allocation", 5, 16, 1, []string{"16 B/op, 0 before", "1 allocs/op, 0 before"}},
		{"an allocation now and then", 5, 1, 0, []string{"1 B/op, 0 before"}},
		{"all of it", 6, 16, 1, []string{"ns", "B/op", "allocs/op"}},
	} {
		x := rand.New(rand.NewPCG(1, 2))
		found, unclear, err := gate.Judge(noisy(row, 40, 5, 0, 0, x), noisy(row, 40, c.ns, c.size, c.allocs, x))
		require.NoError(t, err)
		require.Len(t, found, len(c.want), c.what)
		require.Empty(t, unclear, c.what)
		for i, want := range c.want {
			require.Contains(t, found[i], row, c.what)
			require.Contains(t, found[i], want, c.what)
		}
	}
}

// A median that is well above the limit says nothing if values vary by more than that.
func TestJudgeWantsSignificance(t *testing.T) {
	var base, head strings.Builder
	for i := range 12 {
		fmt.Fprintf(&base, "Benchmark%s 1000 %d ns/op\n", row, 5+5*(i%2))
		fmt.Fprintf(&head, "Benchmark%s 1000 %d ns/op\n", row, 5+5*min(i%3, 1))
	}
	found, unclear, err := gate.Judge(base.String(), head.String())
	require.NoError(t, err)
	require.Empty(t, found)
	require.Len(t, unclear, 1)
	require.Contains(t, unclear[0], row)
}

// What is slower in most layouts, since it lies badly there, is not slower; what is slower
// in all of them is.
func TestJudgeByTheFastestLayout(t *testing.T) {
	text := func(layouts ...float64) string {
		var b strings.Builder
		for i := range 40 {
			fmt.Fprintf(&b, "Benchmark%s 1000 %.3f ns/op\n", row, layouts[i%len(layouts)]+0.001*float64(i))
		}
		return b.String()
	}
	base := text(5, 5, 6.5, 5)
	found, _, err := gate.JudgeLayouts(base, text(6.5, 6.5, 5, 6.5), 4)
	require.NoError(t, err)
	require.Empty(t, found)
	found, _, err = gate.JudgeLayouts(base, text(6.5, 6.5, 6.5, 6.5), 4)
	require.NoError(t, err)
	require.Len(t, found, 1)
}

func TestJudgeOfWhatBothHave(t *testing.T) {
	x := rand.New(rand.NewPCG(1, 2))
	base := noisy("A", 20, 5, 0, 0, x) + noisy("Old", 20, 5, 0, 0, x)
	head := noisy("A", 20, 9, 0, 0, x) + noisy("New", 3, 90, 9, 9, x)
	found, _, err := gate.Judge(base, head)
	require.NoError(t, err)
	require.Len(t, found, 1)
	require.Contains(t, found[0], "A: ")

	_, _, err = gate.Judge(noisy("Old", 20, 5, 0, 0, x), noisy("New", 20, 5, 0, 0, x))
	require.ErrorIs(t, err, gate.ErrNone)
	require.ErrorContains(t, err, "Old")
	require.ErrorContains(t, err, "New")
}

func TestJudgeWantsEnough(t *testing.T) {
	x := rand.New(rand.NewPCG(1, 2))
	_, _, err := gate.Judge(noisy(row, 20, 5, 0, 0, x), noisy(row, 9, 9, 0, 0, x))
	require.ErrorContains(t, err, row+" was measured 9 times: want 10 at least")
}

func TestPattern(t *testing.T) {
	require.Equal(t, "^BenchmarkRecord$/^impl=whit$/^op=inc$/^mode=serial$|^BenchmarkOther$", gate.Pattern(row, "Other"))
}
