package main_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/pprof/profile"
	"github.com/stretchr/testify/require"
	command "github.com/whitmetrics/whit/bench/profile"
)

const (
	whit = "github.com/whitmetrics/whit"
	web  = whit + "/bench/workload/web"
)

// A maker makes profiles.
type maker struct {
	profile.Profile
	functions map[string]*profile.Function
}

func newMaker() *maker {
	m := &maker{functions: map[string]*profile.Function{}}
	m.SampleType = []*profile.ValueType{{Type: "samples", Unit: "count"}, {Type: "cpu", Unit: "nanoseconds"}}
	return m
}

func (m *maker) function(name string) *profile.Function {
	f := m.functions[name]
	if f == nil {
		name, file, _ := strings.Cut(name, "@")
		f = &profile.Function{ID: uint64(len(m.Function) + 1), Name: name, Filename: file}
		m.Function = append(m.Function, f)
	}
	m.functions[name] = f
	return f
}

// add adds n samples of a stack, from the leaf. Names with commas between were inlined,
// each into the next.
func (m *maker) add(n int64, stack ...string) {
	s := &profile.Sample{Value: []int64{n, n * 10_000_000}}
	for _, names := range stack {
		l := &profile.Location{ID: uint64(len(m.Location) + 1)}
		for name := range strings.SplitSeq(names, ",") {
			l.Line = append(l.Line, profile.Line{Function: m.function(name)})
		}
		m.Location, s.Location = append(m.Location, l), append(s.Location, l)
	}
	m.Sample = append(m.Sample, s)
}

// read has the profile written, read and attributed.
func (m *maker) read(t *testing.T, limit float64) command.ProfileReport {
	require.NoError(t, m.CheckValid())
	p, err := profile.ParseData(m.bytes(t))
	require.NoError(t, err)
	r, err := command.Attribute(p, limit)
	require.NoError(t, err)
	return r
}

func (m *maker) bytes(t *testing.T) []byte {
	var b strings.Builder
	require.NoError(t, m.Write(&b))
	return []byte(b.String())
}

func TestWhoseASampleIs(t *testing.T) {
	const serve = "net/http.(*conn).serve"
	for _, c := range []struct {
		name  string
		stack []string
		whits bool
	}{
		{"whit's leaf", []string{whit + "/shard.(*Series).Cells", web + ".(*Whit).End", serve}, true},
		{"inlined into whit", []string{"internal/race.Acquire," + whit + "/shard.count," + whit + ".(*Counter).Inc", serve}, true},
		{"whit inlined into its caller", []string{whit + ".(*Counter).Inc," + web + ".(*Whit).End", serve}, true},
		{"the runtime for whit", []string{"runtime.futex", "runtime.wakep", whit + "/aggregate.(*Collector).run"}, true},
		{"the pin", []string{"runtime.procPin", whit + "/shard.Cells.Count", serve}, true},
		{"a dependency for whit", []string{"github.com/puzpuzpuz/xsync/v3.(*MapOf[...]).Load", whit + ".(*Metrics).Counter"}, true},
		{"compat", []string{whit + "/compat.(*Metrics).RecordConnection", whit + "/bench/workload/hub.(*Hub).serve"}, true},
		{"the pin for another", []string{"runtime.procPin", "sync.(*Pool).pin", serve}, false},
		{"a dependency for another", []string{"github.com/puzpuzpuz/xsync/v3.(*MapOf[...]).Load", "main.main"}, false},
		{"what calls whit", []string{web + ".(*Whit).End", serve}, false},
		{"a hook", []string{"time.Now", "main.exemplars.func1", whit + "/aggregate.(*Collector).take"}, false},
		{"another's hook", []string{"example.com/app.hook", whit + "/aggregate.(*Collector).take"}, false},
		{"whit called by a hook", []string{whit + ".(*Counter).Inc", "example.com/app.hook", whit + "/aggregate.(*Collector).take"}, true},
		{"an external test", []string{whit + "_test.TestX", "testing.tRunner"}, false},
		{"a test below", []string{whit + "/shard_test.TestX", "testing.tRunner"}, false},
		{"an internal test", []string{whit + "/aggregate.TestX@/x/histogram_internal_test.go", "testing.tRunner"}, false},
		{"a name that begins alike", []string{whit + "tle.Carve", serve}, false},
		{"a type argument of whit's", []string{"example.com/app.Map[" + whit + ".Counter].Get", serve}, false},
		{"nobody's", []string{"runtime.mcall"}, false},
	} {
		m := newMaker()
		m.add(1, c.stack...)
		r := m.read(t, 0)
		require.EqualValues(t, 1, r.Samples)
		require.Equal(t, c.whits, r.Whit == 1, c.name)
	}
}

// Shares by function, flat and cumulative, without the load's samples.
func TestShares(t *testing.T) {
	m := newMaker()
	m.add(100, "internal/runtime/syscall.Syscall6", web+".(*client).ask", web+".(*client).work")
	m.add(90, "crypto/sha256.block", web+".(*shop).order", "net/http.(*conn).serve")
	m.add(4, whit+"/shard.count,"+whit+".(*Counter).Inc", web+".(*Whit).End", "net/http.(*conn).serve")
	m.add(3, "runtime.procPin", whit+".(*Counter).Inc", web+".(*Whit).End")
	m.add(2, "runtime.futex", whit+"/aggregate.(*Collector).run")
	m.add(1, whit+".recurse[a.com/b.T]", whit+".recurse[a.com/c.U]", "net/http.(*conn).serve")
	r := m.read(t, 0.1)
	require.EqualValues(t, 200, r.Samples)
	require.EqualValues(t, 100, r.Load)
	require.EqualValues(t, 10, r.Whit)
	require.InDelta(t, 0.05, float64(r.ShareOfAll), 1e-9)
	require.InDelta(t, 0.10, float64(r.Share), 1e-9)
	require.Equal(t, "?", r.Verdict, "the limit is not under itself")

	got, flat := map[string][2]float64{}, 0.0
	for _, f := range r.Functions {
		got[f.Name] = [2]float64{float64(f.Flat), float64(f.Cum)}
		flat += float64(f.Flat)
	}
	require.Equal(t, map[string][2]float64{
		whit + ".(*Counter).Inc":             {0, 0.07},
		whit + "/shard.count":                {0.04, 0.04},
		"runtime.procPin":                    {0.03, 0.03},
		whit + "/aggregate.(*Collector).run": {0, 0.02},
		whit + ".recurse[...]":               {0.01, 0.01},
		command.Elsewhere:                    {0.02, 0},
	}, got)
	require.InDelta(t, float64(r.Share), flat, 1e-9, "flat shares add up")
	require.Equal(t, whit+".(*Counter).Inc", r.Functions[0].Name, "the largest first")
}

func TestNotACPUProfile(t *testing.T) {
	m := newMaker()
	m.SampleType = []*profile.ValueType{{Type: "alloc_space", Unit: "bytes"}}
	_, err := command.Attribute(&m.Profile, 0)
	require.ErrorIs(t, err, command.ErrNotCPU)
}

func TestPackagePath(t *testing.T) {
	for name, want := range map[string]string{
		"runtime.futex":                            "runtime",
		"a.com/b/c.(*T).f.func1":                   "a.com/b/c",
		"a.com/b.F[a.com/c/d.T]":                   "a.com/b",
		"gopkg.in/yaml%2ev3.(*parser[...]).parse":  "gopkg.in/yaml%2ev3",
		"github.com/puzpuzpuz/xsync/v3.(*M).Clear": "github.com/puzpuzpuz/xsync/v3",
		"memmove": "memmove",
	} {
		require.Equal(t, want, command.PackagePath(name))
	}
}

// Wilson's interval of 10 in 1000, and of none.
func TestInterval(t *testing.T) {
	low, high := command.Interval(10, 1000)
	require.InDelta(t, 0.00544, low, 1e-5)
	require.InDelta(t, 0.01831, high, 1e-5)
	low, high = command.Interval(0, 1000)
	require.InDelta(t, 0, low, 1e-12)
	require.InDelta(t, 0.00383, high, 1e-5)
}

func TestVerdict(t *testing.T) {
	require.Equal(t, "ok", command.Verdict(0.005, 0.0099, 0.01))
	require.Equal(t, "?", command.Verdict(0.005, 0.01, 0.01))
	require.Equal(t, "over", command.Verdict(0.01, 0.02, 0.01))
	require.Equal(t, "?", command.Verdict(math.NaN(), math.NaN(), 0.01))
	r := newMaker().read(t, 0.01)
	require.Equal(t, "?", r.Verdict, "of no samples")
}
