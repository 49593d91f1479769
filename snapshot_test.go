package whit_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// everyKind returns a snapshot with a metric of each kind, used and unused.
func everyKind(t *testing.T) *aggregate.Snapshot {
	m := start(t, everything)
	m.Counter("unused.counter")
	m.Distribution("unused.values")
	m.Gauge("unused.gauge")
	m.Counter("counter", whit.Help("A \"quoted\" help."), whit.Critical()).IncFor("ada")
	values := m.Distribution("values", whit.Unit("bytes"))
	values.Record(12.5)
	values.Record(math.Inf(1))
	m.Timer("timer").Observe(time.Second)
	m.Gauge("gauge").Set(-3)
	total(t, m, "values")
	return m.Snapshot()
}

func marshal(t *testing.T, v any) []byte {
	text, err := json.Marshal(v)
	require.NoError(t, err)
	return text
}

var lowerSnake = regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)

// walk visits every key of a JSON document.
func walk(v any, visit func(key string, value any)) {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			visit(key, value)
			walk(value, visit)
		}
	case []any:
		for _, value := range v {
			walk(value, visit)
		}
	}
}

func TestSnapshotJSONKeys(t *testing.T) {
	var document any
	require.NoError(t, json.Unmarshal(marshal(t, everyKind(t)), &document))
	keys := map[string]bool{}
	walk(document, func(key string, _ any) {
		require.Regexp(t, lowerSnake, key)
		keys[key] = true
	})
	for _, key := range []string{
		"at", "uptime_seconds", "totals", "meta", "name", "help", "unit", "kind", "critical", "count", "rate", "sampled",
		"dropped", "rejected", "sum", "mean", "min", "max", "value", "std_err", "low", "high", "bytes", "sample_rate",
	} {
		require.True(t, keys[key], key)
	}
}

func TestSnapshotJSONHasNullForNaN(t *testing.T) {
	var s struct {
		Totals []struct {
			Name string
			Mean struct{ Value any }
			Max  any
		}
	}
	require.NoError(t, json.Unmarshal(marshal(t, everyKind(t)), &s))
	require.Equal(t, "unused.values", s.Totals[1].Name)
	require.Nil(t, s.Totals[1].Mean.Value)
	require.Nil(t, s.Totals[1].Max)
	require.Equal(t, 12.5, s.Totals[4].Mean.Value)
}

func TestSnapshotJSONRoundTrip(t *testing.T) {
	s := everyKind(t)
	first := marshal(t, s)
	var back aggregate.Snapshot
	require.NoError(t, json.Unmarshal(first, &back))
	require.True(t, bytes.Equal(first, marshal(t, back)))
	require.True(t, s.At.Equal(back.At))
	require.Equal(t, s.Uptime, back.Uptime)
	require.Equal(t, s.Meta, back.Meta)
	for i, want := range s.Totals {
		requireSame(t, want, back.Totals[i])
	}
}

// requireSame is Equal for the exported fields of totals, whose NaNs do not equal
// themselves. What is behind them is in the JSON.
func requireSame(t *testing.T, want, got aggregate.Total) {
	t.Helper()
	require.True(t, want.Start.Equal(got.Start))
	require.True(t, want.Updated.Equal(got.Updated))
	want.Start, want.Updated = got.Start, got.Updated // one of them has monotonic readings
	w, g := reflect.ValueOf(want), reflect.ValueOf(got)
	for i := range w.NumField() {
		if f := w.Type().Field(i); f.IsExported() {
			require.Equal(t, fmt.Sprintf("%#v", w.Field(i)), fmt.Sprintf("%#v", g.Field(i)), f.Name)
		}
	}
}

// A snapshot stays as it is, whatever happens afterwards.
func TestSnapshotIsTheCallersOwn(t *testing.T) {
	m := start(t, everything)
	d := m.Distribution("values")
	d.Record(1)
	total(t, m, "values")
	s := m.Snapshot()
	before := marshal(t, s)
	d.Record(1000)
	m.Counter("another").Inc()
	total(t, m, "values")
	require.Equal(t, string(before), string(marshal(t, s)))
}

func TestSnapshotTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		m := start(t, quiet)
		<-time.After(90 * time.Second)
		s := m.Snapshot()
		require.Equal(t, 90*time.Second, s.Uptime)
		require.True(t, s.At.Equal(begin.Add(90*time.Second)))
	})
}

// Estimates are brought up to date every FlushInterval without being asked.
func TestFlushInterval(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := start(t, whit.Config{SampleRate: 1, FlushInterval: 2 * time.Second})
		m.Distribution("values").Record(5)
		<-time.After(2*time.Second - 1)
		require.Zero(t, totalNow(t, m, "values").Sampled)
		<-time.After(1)
		synctest.Wait()
		require.Equal(t, 5.0, totalNow(t, m, "values").Sum.Value)
	})
}
