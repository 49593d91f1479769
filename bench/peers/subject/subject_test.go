package subject_test

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/peers/subject"
)

// After a number of events each library's own reading is that number.
func TestEachCountsRight(t *testing.T) {
	for _, f := range subject.Families {
		for _, s := range subject.All(f) {
			t.Run(string(f)+"/"+s.Name(), func(t *testing.T) {
				require.NoError(t, s.Check(context.Background()))
			})
		}
	}
}

// Each runs in all kinds of work.
func TestEachRuns(t *testing.T) {
	for _, f := range subject.Families {
		for _, s := range subject.All(f) {
			i, err := s.Open()
			require.NoError(t, err, s.Name())
			const each = 50
			works := []subject.Work{subject.Nothing, subject.Short, subject.ShortCopy, subject.Long}
			for _, w := range works {
				i.Run(w, each)
			}
			if i.Read != nil {
				got, err := i.Read(context.Background())
				require.NoError(t, err, s.Name())
				require.NoError(t, s.Judge(got, float64(each*len(works))))
			}
			require.NoError(t, i.End(), s.Name())
		}
	}
}

func TestJudge(t *testing.T) {
	exact, sampled := subject.Subject{Library: "some", Call: "Inc"}, subject.Subject{Rate: 0.03}
	require.NoError(t, exact.Judge(4000, 4000))
	for _, got := range []float64{3999, 4001, 0, math.NaN()} {
		require.ErrorContains(t, exact.Judge(got, 4000), "some Inc: ")
	}
	require.NoError(t, sampled.Judge(3000, 4000))
	require.Error(t, sampled.Judge(1000, 4000), "8 standard errors")
}

func TestFamilies(t *testing.T) {
	for _, f := range subject.Families {
		names, roles := map[string]bool{}, map[subject.Role]int{}
		for _, s := range subject.All(f) {
			require.False(t, names[s.Name()], s.Name())
			names[s.Name()] = true
			roles[s.Role]++
		}
		require.Equal(t, 1, roles[subject.Whit], f)
		least := 10
		switch f {
		case subject.Labelled1, subject.Labelled3, subject.LongLabel, subject.Kept: // not all have labels, or series to keep
			least = 3
		}
		require.GreaterOrEqual(t, roles[subject.Peer], least, f)
	}
}

func TestMessages(t *testing.T) {
	for line, want := range map[string]float64{
		"m:1|c": 1, "m:7|c|#a:b": 7, "m:1|c|@0.5": 2, "m:1:2:3|d": 3, "m:0.1:5|ms|@0.25|#a:b": 8,
	} {
		got, err := subject.Message(line)
		require.NoError(t, err, line)
		require.InDelta(t, want, got, 1e-12, line)
	}
	for _, line := range []string{"m", "m:1", "m|c", "m:one|c", "m:1|c|@2", "m:1|c|@x"} {
		_, err := subject.Message(line)
		require.ErrorContains(t, err, line)
	}
}
