package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/pprof/profile"
	"github.com/stretchr/testify/require"
	command "github.com/whitmetrics/whit/bench/profile"
	"github.com/whitmetrics/whit/bench/workload"
)

// All of it, in a little time: the servers run, and their profiles are kept, read, and
// the same when they are read again.
func TestAllTogether(t *testing.T) {
	dir := t.TempDir()
	var stdout, stderr bytes.Buffer
	ctx := context.Background()
	require.Equal(t, 0, command.Run(ctx, &stdout, &stderr, "-duration=3s", "-json", "-out="+dir, "-rate=1"), stderr.String())
	var r command.Report
	d := json.NewDecoder(&stdout)
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&r))
	require.Equal(t, 1.0, r.SampleRate)
	require.Len(t, r.Profiles, 2)
	for i, name := range []string{"http", "hub"} {
		p := r.Profiles[i]
		require.Equal(t, name, p.Name)
		require.NotZero(t, p.Samples)
		require.Equal(t, []float64{0.01, 0.02}[i], p.Limit)
		require.Contains(t, []string{"ok", "over", "?"}, p.Verdict)

		file := filepath.Join(dir, name+".pprof")
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		_, err = profile.ParseData(text)
		require.NoError(t, err)
		stdout.Reset()
		require.Equal(t, 0, command.Run(ctx, &stdout, &stderr, "-workload="+name, "-json", file), stderr.String())
		var again command.Report
		require.NoError(t, json.Unmarshal(stdout.Bytes(), &again))
		p.Name = file
		require.Equal(t, []command.ProfileReport{p}, again.Profiles)
	}
	require.Len(t, r.GC, 2)
	for i, g := range r.GC {
		require.Equal(t, []string{"http", "hub"}[i], g.Workload)
		for j, row := range g.Rows {
			require.Equal(t, []string{"none", "none again", "whit"}[j], row.Name)
			require.NotZero(t, row.Operations)
			require.InDelta(t, 1e6*float64(row.Cycles)/float64(row.Operations), float64(row.PerMillion), 1e-6)
			require.Len(t, row.Differences, []int{0, 4, 4}[j])
		}
	}
}

func TestTables(t *testing.T) {
	m := newMaker()
	m.add(1, "runtime.procPin", whit+".(*Counter).Inc", web+".(*Whit).End")
	m.add(1, "runtime.futex", whit+"/aggregate.(*Collector).run")
	m.add(198, "crypto/sha256.block", web+".(*shop).order")
	file := filepath.Join(t.TempDir(), "x.pprof")
	require.NoError(t, os.WriteFile(file, m.bytes(t), 0o600))
	for flag, want := range map[string]string{"-workload=http": "limit 1.00: ?", "-workload=hub": "limit 2.00: ?", "-workload=all": "of all samples 1.00\n"} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, 0, command.Run(context.Background(), &stdout, &stderr, flag, file), stderr.String())
		require.Contains(t, stdout.String(), want)
		require.Contains(t, stdout.String(), "x.pprof: 200 samples, of which 0 are the load's")
		require.Regexp(t, `\nwhit.\(\*Counter\).Inc +0\.00 +0\.50\n`, stdout.String())
		require.Regexp(t, `\nruntime.procPin +0\.50 +0\.50\n`, stdout.String())
		require.Regexp(t, `\n\(other functions, called by these\) +0\.50\n`, stdout.String())
		require.Regexp(t, `\nwhit, each sample once +1\.00 +1\.00\n`, stdout.String())
		require.NotContains(t, stdout.String(), "NaN")
	}
}

func TestGCTable(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, command.Run(context.Background(), &stdout, &stderr, "-workload=gc", "-duration=1s"), stderr.String())
	for _, part := range []string{"\ngc, http: ", "\ngc, hub: ", "\nnone again ", "\nwhit ", "per million", "p99"} {
		require.Contains(t, stdout.String(), part)
	}
	require.NotContains(t, stdout.String(), "NaN")
}

// A difference is held against the null's, and the null's against 0.
func TestSameInReport(t *testing.T) {
	all, none := []bool{true, true, true, true}, []bool{false, false, false, false}
	null := workload.Overhead{Median: 0, Low: -0.02, High: 0.02}
	ofNull, ofWhit := command.SameInReport(null, workload.Overhead{Median: 0.01, Low: 0.005, High: 0.1})
	require.Equal(t, all, ofNull)
	require.Equal(t, all, ofWhit)
	_, ofWhit = command.SameInReport(null, workload.Overhead{Median: 0.05, Low: 0.03, High: 0.1})
	require.Equal(t, none, ofWhit)
	ofNull, _ = command.SameInReport(workload.Overhead{Median: 0.02, Low: 0.01, High: 0.03}, null)
	require.Equal(t, none, ofNull)
}

func TestFailures(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "notes.txt")
	require.NoError(t, os.WriteFile(file, []byte("no profile"), 0o600))
	for _, name := range []string{file, filepath.Join(dir, "missing")} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, 1, command.Run(context.Background(), &stdout, &stderr, name))
		require.Empty(t, stdout.String())
		require.Contains(t, stderr.String(), name)
		require.Contains(t, stderr.String(), "want a CPU profile")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, work := range []string{"http", "hub", "gc"} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, 1, command.Run(ctx, &stdout, &stderr, "-workload="+work))
		require.Contains(t, stderr.String(), work)
		require.Contains(t, stderr.String(), "context canceled")
	}
	var stdout, stderr bytes.Buffer
	require.Equal(t, 2, command.Run(context.Background(), &stdout, &stderr, "-workload=http", "-out="+filepath.Join(file, "no")), "before it is measured")
	require.Contains(t, stderr.String(), "for flag -out")
}
