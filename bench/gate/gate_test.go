package main_test

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	gate "github.com/whitmetrics/whit/bench/gate"
)

// figures is the file beside a copy of this binary that makes it a binary of
// benchmarks: a name, a time and a size in each line.
const figures = "figures"

func TestMain(m *testing.M) {
	text, err := os.ReadFile(filepath.Join(filepath.Dir(os.Args[0]), figures))
	if err != nil {
		os.Exit(m.Run())
	}
	pretend(string(text))
}

// pretend prints figures as benchmarks do, with a little noise: those of the benchmarks
// asked for. In the layout after which a line is named, the benchmark takes long.
func pretend(text string) {
	flag.Parse()
	bench := regexp.MustCompile(strings.ReplaceAll(flag.Lookup("test.bench").Value.String(), "$/", "/"))
	for line := range strings.Lines(text) {
		var name, badLayout string
		var ns float64
		var size int
		if _, err := fmt.Sscan(line, &name, &ns, &size, &badLayout); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		if strings.HasPrefix(filepath.Base(os.Args[0]), badLayout) {
			ns *= 2
		}
		if bench.MatchString("Benchmark" + name) {
			fmt.Printf("Benchmark%s-2 1000 %v ns/op %d B/op 0 allocs/op\n", name, ns*(1+0.01*rand.Float64()), size)
		}
	}
	os.Exit(0)
}

// binaries makes a folder of two layouts that print these figures.
func binaries(t *testing.T, text string) string {
	t.Setenv("GORACE", "atexit_sleep_ms=0") // they run often, and the detector would wait for a second each time
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, figures), []byte(text), 0o600))
	self, err := os.Open(os.Args[0])
	require.NoError(t, err)
	defer self.Close()
	for layout := range 2 {
		_, err := self.Seek(0, io.SeekStart)
		require.NoError(t, err)
		copied, err := os.OpenFile(filepath.Join(dir, strconv.Itoa(layout)+".test"), os.O_CREATE|os.O_WRONLY, 0o700)
		require.NoError(t, err)
		_, err = io.Copy(copied, self)
		require.NoError(t, err)
		require.NoError(t, copied.Close())
	}
	return dir
}

// compare runs the gate.
func compare(t *testing.T, base, head string) (status int, stdout, stderr, out string) {
	out = filepath.Join(t.TempDir(), "out")
	status, stdout, stderr = gate.Run("-base", binaries(t, base), "-head", binaries(t, head), "-out", out,
		"-bench", ".", "-duration", "100ms", "-limit", "1m")
	return status, stdout, stderr, out
}

const two = "A 10 0 none\nB 20 0 none\n"

func TestUnchanged(t *testing.T) {
	status, stdout, stderr, out := compare(t, two, two)
	require.Zero(t, status, stderr)
	require.Contains(t, stdout, "No benchmark is significantly over 10 % slower, or allocates more")
	for _, name := range []string{"base.txt", "head.txt"} {
		text, err := os.ReadFile(filepath.Join(out, name))
		require.NoError(t, err)
		require.GreaterOrEqual(t, strings.Count(string(text), "BenchmarkA-2"), 10)
	}
	require.NoFileExists(t, filepath.Join(out, "confirm-head.txt"))
}

func TestWorse(t *testing.T) {
	status, stdout, stderr, out := compare(t, two, "A 10 8 none\nB 23 0 none\nC 1 1 none\n")
	require.Equal(t, 1, status, stderr)
	_, worse, found := strings.Cut(stdout, "\nWORSE:\n")
	require.True(t, found, stdout)
	require.Contains(t, worse, "A-2: 8 B/op, 0 before")
	require.Contains(t, worse, "B-2: 23")
	require.NotContains(t, worse, "A-2: 10")
	require.Contains(t, stdout, "Only in head, not judged:\n  C-2\n")
	text, err := os.ReadFile(filepath.Join(out, "confirm-head.txt"))
	require.NoError(t, err)
	require.NotContains(t, string(text), "BenchmarkC", "only suspects are measured again")
}

// What is slow in one layout, and not in the next, is not the code's fault.
func TestLayoutIsNotToBlame(t *testing.T) {
	status, stdout, stderr, _ := compare(t, two, "A 10 0 0\nB 20 0 none\n")
	require.Zero(t, status, stderr)
	require.Contains(t, stdout, "Suspected, and measured again:\n  A-2: 20")
	require.Contains(t, stdout, "None was confirmed")
}

func TestNothingToJudge(t *testing.T) {
	status, _, stderr, _ := compare(t, two, "C 1 0 none\n")
	require.Equal(t, 2, status)
	require.Contains(t, stderr, "no benchmark that both have")

	status, _, stderr, _ = compare(t, two, "nonsense\n")
	require.Equal(t, 2, status)
	require.Contains(t, stderr, "0.test", "it names the binary that fails")

	empty := t.TempDir()
	status, _, stderr = gate.Run("-base", empty, "-head", empty, "-out", t.TempDir())
	require.Equal(t, 2, status)
	require.Contains(t, stderr, "-base has 0 files *.test, -head 0: want as many, and 2 at least")
}

func TestLimit(t *testing.T) {
	dir := binaries(t, two)
	status, _, stderr := gate.Run("-base", dir, "-head", dir, "-out", t.TempDir(), "-bench", ".", "-duration", "100ms", "-limit", "100ms")
	require.Equal(t, 2, status)
	require.Contains(t, stderr, "not done within 100ms")
}
