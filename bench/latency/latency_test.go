package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	latency "github.com/whitmetrics/whit/bench/latency"
	"github.com/whitmetrics/whit/bench/workload/openloop"
	"github.com/whitmetrics/whit/bench/workload/web"
	"golang.org/x/perf/benchfmt"
)

// U is 25 for the one and 0 for the other: of 252 orders two are as extreme, so p is
// 2/252. Alike, p is 1.
func TestCompareAsBenchstat(t *testing.T) {
	low, high := []float64{1, 2, 3, 4, 5}, []float64{6, 7, 8, 9, 10}
	c := latency.Compare(low, high)
	require.InDelta(t, 2.0/252, float64(c.P), 1e-12)
	require.True(t, c.Significant)
	require.EqualValues(t, 8, c.Median)
	require.InDelta(t, 8.0/3-1, float64(c.Difference), 1e-12)
	require.InDelta(t, 8.0/3-1, float64(c.Paired.Median), 1e-12)
	require.False(t, c.Paired.Low.Known(), "of five")

	c = latency.Compare(low, low)
	require.EqualValues(t, 1, c.P)
	require.False(t, c.Significant)
	require.Zero(t, c.Difference)

	c = latency.Compare([]float64{1, 2, 3, 4, 7}, []float64{5, 6, 8, 9, 1.5})
	require.False(t, c.Significant)
}

// turns makes up the turns of an implementation whose requests all take so long.
func turns(times ...time.Duration) (all []*openloop.Result) {
	for _, d := range times {
		r := new(openloop.Result)
		for range 20_000 {
			r.Latency.Add(d)
		}
		all = append(all, r)
	}
	return all
}

const us = time.Microsecond

func madeUp() interface {
	Write(io.Writer, int) error
	WriteBenchmarks(io.Writer) error
	SVG() []byte
} {
	fast := turns(100*us, 101*us, 102*us, 103*us, 104*us, 105*us)
	slow := turns(200*us, 201*us, 202*us, 203*us, 204*us, 205*us)
	return latency.Measurement([]string{"none", "none again", "whit"}, fast, fast, slow)
}

func TestTable(t *testing.T) {
	var b strings.Builder
	require.NoError(t, madeUp().Write(&b, 6))
	for _, p := range []string{"p50", "p90", "p99", "p99.9", "p99.99"} {
		require.Regexp(t, `(?m)^`+p+` +102\.\d+µs +\d %  +102\.\d+µs +\d % +\(\+0\.00 %\)  1\.000 +0\.00 +(-|0\.00 to 0\.00) +20\d(\.\d)?µs +\d % +\+9\d\.\d\d %  0\.002 +9\d\.\d\d +(-|9\d\.\d\d to 9\d\.\d\d)$`, b.String())
	}
	require.NotContains(t, b.String(), "NaN")
	require.ErrorIs(t, madeUp().Write(broken{}, 6), errBroken)
}

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

// What is written for benchstat is what it reads.
func TestBenchmarks(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, madeUp().WriteBenchmarks(&b))
	byImpl := map[string]int{}
	reader := benchfmt.NewReader(&b, "made up")
	for reader.Scan() {
		r, ok := reader.Result().(*benchfmt.Result)
		require.True(t, ok, "%v", reader.Result())
		require.Equal(t, 20_000, r.Iters)
		require.NotEmpty(t, r.GetConfig("goos"))
		for _, unit := range []string{"p50-sec", "p90-sec", "p99-sec", "p99.9-sec", "p99.99-sec"} {
			v, ok := r.Value(unit)
			require.True(t, ok, unit)
			require.InDelta(t, 150e-6, v, 60e-6)
		}
		name, _, _ := strings.Cut(string(r.Name), "-")
		byImpl[name]++
	}
	require.NoError(t, reader.Err())
	require.Equal(t, map[string]int{"HTTP/impl=none": 6, "HTTP/impl=none_again": 6, "HTTP/impl=whit": 6}, byImpl)
	require.ErrorIs(t, madeUp().WriteBenchmarks(broken{}), errBroken)
}

// wellFormed requires that text is an SVG document.
func wellFormed(t *testing.T, text []byte) {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		_, err := d.Token()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
	}
	require.Contains(t, string(text), "<svg")
}

func TestCurves(t *testing.T) {
	svg := madeUp().SVG()
	wellFormed(t, svg)
	for _, part := range []string{"none again", "whit", "1000 of 2000 requests a second"} {
		require.Contains(t, string(svg), part)
	}
}

func TestAllTogether(t *testing.T) {
	dir := t.TempDir()
	benchmarks, svg := filepath.Join(dir, "l.txt"), filepath.Join(dir, "l.svg")
	var stdout, stderr bytes.Buffer
	status := latency.Run(context.Background(), &stdout, &stderr,
		"-duration=2s", "-rounds=4", "-json", "-benchfmt="+benchmarks, "-svg="+svg)
	require.Equal(t, 0, status, stderr.String())
	require.Contains(t, stderr.String(), "100 %")
	var r latency.Report
	d := json.NewDecoder(&stdout)
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&r))
	require.InEpsilon(t, r.Capacity/2, r.Rate, 1e-9)
	require.Len(t, r.Rows, 3)
	for i, row := range r.Rows {
		require.Equal(t, []string{"none", "none again", "whit"}[i], row.Name)
		require.Equal(t, r.Rows[0].Requests, row.Requests, "timetables are the same")
		require.InEpsilon(t, 4*r.Turn*r.Rate, row.Requests, 0.25)
		require.Len(t, row.Quantiles, 5)
		for j, q := range row.Quantiles {
			require.Positive(t, q.Median)
			require.Equal(t, i > 0, q.P.Known())
			if j > 0 {
				require.GreaterOrEqual(t, q.Median, row.Quantiles[j-1].Median)
			}
		}
	}
	text, err := os.ReadFile(benchmarks)
	require.NoError(t, err)
	require.Equal(t, 12, strings.Count(string(text), "\nBenchmarkHTTP/impl="))
	text, err = os.ReadFile(svg)
	require.NoError(t, err)
	wellFormed(t, text)
}

// slow keeps each request waiting for 10 ms.
type slow struct{ web.None }

func (slow) Begin() web.Span {
	<-time.After(10 * time.Millisecond)
	return web.Span{}
}

func TestASlowImplementationIsFoundOut(t *testing.T) {
	defer latency.Replace(slow{})()
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, latency.Run(context.Background(), &stdout, &stderr, "-duration=3s", "-rounds=8", "-load=0.02", "-json"), stderr.String())
	var r latency.Report
	require.NoError(t, json.Unmarshal(stdout.Bytes(), &r))
	p50 := r.Rows[2].Quantiles[0]
	require.Greater(t, float64(p50.Median), 0.00995, "the histogram is that exact")
	require.True(t, p50.Significant, "%+v", r)
	require.Positive(t, p50.Difference)
}

// unclosable fails at the end of its turn.
type unclosable struct{ web.None }

func (unclosable) Close(context.Context) error { return errBroken }

func TestFailures(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var stdout, stderr bytes.Buffer
	require.Equal(t, 1, latency.Run(ctx, &stdout, &stderr))
	require.Contains(t, stderr.String(), "context canceled")

	defer latency.Replace(unclosable{})()
	require.Equal(t, 1, latency.Run(context.Background(), &stdout, &stderr, "-duration=500ms", "-rounds=4"))
	require.Contains(t, stderr.String(), "whit: broken")
	require.Empty(t, stdout.String())
}
