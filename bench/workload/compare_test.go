package workload_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/workload"
)

// steps returns a candidate that takes no time, and notes each of its turns.
func steps(name string, turns *[]string) workload.Candidate {
	return workload.Candidate{Name: name, Load: func(_ context.Context, d time.Duration) (workload.Slice, error) {
		*turns = append(*turns, name)
		times := new(workload.Histogram)
		times.Add(d)
		return workload.Slice{Operations: 1, Latency: times}, nil
	}}
}

func TestTurns(t *testing.T) {
	var turns []string
	rounds := 0
	got, err := workload.Compare(context.Background(), workload.Config{
		Duration: 400 * time.Millisecond,
		Progress: func(done, total int) {
			rounds++
			require.Equal(t, rounds, done)
			require.Equal(t, 10, total)
		},
	}, steps("a", &turns), steps("b", &turns))
	require.NoError(t, err)
	require.Equal(t, 10, rounds)
	require.Len(t, turns, 2+2*10, "one that does not count, and ten")

	first := map[string]int{}
	for i := 2; i < len(turns); i += 2 {
		require.NotEqual(t, turns[i], turns[i+1], "each has its turn in each round")
		first[turns[i]]++
	}
	require.Len(t, first, 2, "neither is always the first")
	for i, name := range []string{"a", "b"} {
		require.Equal(t, name, got[i].Name)
		require.EqualValues(t, 10, got[i].Operations)
		require.InEpsilon(t, 20*time.Millisecond, got[i].P99, 0.02)
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		duration   time.Duration
		candidates int
		slice      time.Duration
		rounds     int
	}{
		{24 * time.Second, 4, 40 * time.Millisecond, 150},
		{400 * time.Millisecond, 2, 20 * time.Millisecond, 10},
		{100 * time.Millisecond, 4, 5 * time.Millisecond, 5},
		{time.Millisecond, 4, 5 * time.Millisecond, 1},
	} {
		slice, rounds := workload.Split(c.duration, c.candidates)
		require.Equal(t, c.slice, slice, c.duration)
		require.Equal(t, c.rounds, rounds, c.duration)
	}
}

func TestErrorsEndTheComparison(t *testing.T) {
	var turns []string
	broken := errors.New("broken")
	bad := workload.Candidate{Name: "bad", Load: func(context.Context, time.Duration) (workload.Slice, error) {
		return workload.Slice{}, broken
	}}
	cfg := workload.Config{Duration: time.Second}
	_, err := workload.Compare(context.Background(), cfg, steps("good", &turns), bad)
	require.ErrorIs(t, err, broken)
	require.ErrorContains(t, err, "bad")

	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(broken)
	_, err = workload.Compare(ctx, cfg, steps("good", &turns))
	require.ErrorIs(t, err, broken)
	require.Equal(t, []string{"good"}, turns)

	_, err = workload.Compare(context.Background(), workload.Config{Duration: -1}, bad)
	require.ErrorContains(t, err, "-1ns")
	_, err = workload.Compare(context.Background(), cfg)
	require.ErrorContains(t, err, "0")
}

func TestCPUTimeGrows(t *testing.T) {
	before, ok := workload.CPUTime()
	if !ok {
		t.Skip("this platform tells no processor time")
	}
	after := before
	for deadline := time.Now().Add(10 * time.Second); after == before; after, _ = workload.CPUTime() {
		require.True(t, time.Now().Before(deadline), "spinning takes no processor time")
	}
	require.Greater(t, after, before)
}

// Two ways to make a string, and the first once more as the null. In earnest it
// takes seconds.
func ExampleCompare() {
	var sink string
	load := func(name string, make func(int) string) workload.Candidate {
		return workload.Candidate{Name: name, Load: func(_ context.Context, d time.Duration) (s workload.Slice, _ error) {
			for until := time.Now().Add(d); time.Now().Before(until); s.Operations++ {
				sink = make(int(s.Operations))
			}
			return s, nil
		}}
	}
	convert := func(n int) string { return string(rune(n)) }
	format := func(n int) string { return fmt.Sprintf("%c", n) }
	outcomes, err := workload.Compare(context.Background(), workload.Config{Duration: 100 * time.Millisecond},
		load("convert", convert), load("convert again", convert), load("format", format))
	for _, o := range outcomes {
		fmt.Println(o.Name, o.Operations > 0, o.PerSecond > 0)
	}
	fmt.Println(err, len(sink) > 0)
	// Output:
	// convert true true
	// convert again true true
	// format true true
	// <nil> true
}
