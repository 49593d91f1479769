package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	peers "github.com/whitmetrics/whit/bench/peers"
	"github.com/whitmetrics/whit/bench/peers/subject"
)

func TestAllTogether(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "charts")
	var stdout, stderr bytes.Buffer
	status := peers.Run(context.Background(), &stdout, &stderr, "-duration=200ms", "-svg="+dir)
	require.Equal(t, 0, status, stderr.String())
	for _, f := range subject.Families {
		require.Contains(t, stdout.String(), "\n"+string(f)+"\n")
		for _, s := range subject.All(f) {
			require.Regexp(t, `(?m)^[ >] `+regexp.QuoteMeta(s.Name())+"  ", stdout.String())
		}
	}
	require.NotContains(t, stdout.String(), "NaN")
	require.Contains(t, stderr.String(), "100 %")
	for _, name := range []string{"peers-overhead.svg", "peers-goroutines.svg"} {
		svg, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		require.True(t, bytes.HasPrefix(svg, []byte("<svg ")))
		require.Contains(t, stdout.String(), filepath.Join(dir, name))
	}
}

func TestJSON(t *testing.T) {
	var stdout, stderr bytes.Buffer
	status := peers.Run(context.Background(), &stdout, &stderr, "-duration=2s", "-family=timing", "-json", "-svg=")
	require.Equal(t, 0, status, stderr.String())
	var r peers.Report
	d := json.NewDecoder(&stdout)
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&r))
	require.Equal(t, 2.0, r.Seconds)
	require.Empty(t, r.Files)
	require.Len(t, r.Families, 1)
	f := r.Families[0]
	require.Equal(t, subject.Timing, f.Name)
	require.Len(t, f.Rows, len(subject.All(subject.Timing)))
	require.NotZero(t, f.Short.Pairs)
	for _, row := range f.Rows {
		require.Len(t, row.Plain, len(peers.GoroutineCounts(r.Machine.GOMAXPROCS)), row.Call)
		require.Positive(t, row.Plain[0].NS.Median, row.Call)
	}
	require.NotEmpty(t, f.Claims)
}

func TestGoroutineCounts(t *testing.T) {
	require.Equal(t, []int{1, 2, 4, 8}, peers.GoroutineCounts(1))
	require.Equal(t, []int{1, 2, 4, 8, 16}, peers.GoroutineCounts(2))
	require.Equal(t, []int{1, 2, 3, 4, 8, 16, 24}, peers.GoroutineCounts(3))
}

var errOpen = errors.New("does not open")

// with has one more subject.
func with(s subject.Subject) func(subject.Family) []subject.Subject {
	return func(f subject.Family) []subject.Subject { return append(subject.All(f)[:1:1], s) }
}

func TestALibraryThatCountsWrongFails(t *testing.T) {
	forgetful := subject.Subject{Library: "forgetful", Call: "Inc", Open: func() (*subject.Instance, error) {
		return &subject.Instance{
			Run:  func(subject.Work, int) {},
			Read: func(context.Context) (float64, error) { return 3999, nil },
		}, nil
	}}
	var stdout, stderr bytes.Buffer
	require.Equal(t, 1, peers.RunWith(context.Background(), with(forgetful), &stdout, &stderr, "-duration=100ms", "-svg="))
	require.Contains(t, stderr.String(), "forgetful Inc: it has counted 3999 of 4000 events")
	require.Empty(t, stdout.String())
}

func TestWhatDoesNotOpenFails(t *testing.T) {
	broken := subject.Subject{Library: "broken", Call: "Inc", Open: func() (*subject.Instance, error) { return nil, errOpen }}
	var stdout, stderr bytes.Buffer
	require.Equal(t, 1, peers.RunWith(context.Background(), with(broken), &stdout, &stderr, "-duration=100ms", "-svg="))
	require.Contains(t, stderr.String(), "broken Inc: does not open")
}

func TestCancelFails(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var stdout, stderr bytes.Buffer
	require.Equal(t, 1, peers.Run(ctx, &stdout, &stderr, "-svg="))
	require.Contains(t, stderr.String(), "context canceled")
	require.Empty(t, stdout.String())
}

// Before anything is measured.
func TestChartsThatCannotBeWrittenFail(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	var stdout, stderr bytes.Buffer
	require.Equal(t, 2, peers.Run(context.Background(), &stdout, &stderr, "-svg="+filepath.Join(file, "x")))
	require.Contains(t, stderr.String(), `invalid value "`+filepath.Join(file, "x", "peers-overhead.svg")+`" for flag -svg`)
}

// whit tells what share of its samples found a ring full, others have none.
func TestLosses(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, peers.Run(context.Background(), &stdout, &stderr, "-duration=1s", "-family=value", "-json", "-svg="), stderr.String())
	var r peers.Report
	require.NoError(t, json.Unmarshal(stdout.Bytes(), &r))
	for _, row := range r.Families[0].Rows {
		require.Equal(t, row.Library == "whit", row.LostPlain.Known(), row.Call)
		if row.LostPlain.Known() {
			require.True(t, 0 <= row.LostPlain && row.LostPlain < 1, "%s: %v", row.Call, row.LostPlain)
		}
	}
}
