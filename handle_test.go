package whit_test

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// kinds asks a Metrics for a metric of each kind.
var kinds = map[string]func(*whit.Metrics, string, ...whit.MetricOption) any{
	"counter": func(m *whit.Metrics, name string, o ...whit.MetricOption) any { return m.Counter(name, o...) },
	"distribution": func(m *whit.Metrics, name string, o ...whit.MetricOption) any {
		return m.Distribution(name, o...)
	},
	"timer": func(m *whit.Metrics, name string, o ...whit.MetricOption) any { return m.Timer(name, o...) },
	"gauge": func(m *whit.Metrics, name string, o ...whit.MetricOption) any { return m.Gauge(name, o...) },
}

func TestValidNames(t *testing.T) {
	for _, name := range []string{
		"a", "Z", "_", "_9", "requests", "http.server.requests_total", "a-b/c:d.e_f", "x0123456789",
		strings.Repeat("n", 255),
	} {
		for _, ask := range kinds {
			m := start(t, quiet)
			ask(m, name)
			totalNow(t, m, name)
		}
	}
}

func TestInvalidNames(t *testing.T) {
	m := start(t, quiet)
	for _, name := range []string{
		"", "9lives", ".a", "-a", "/a", ":a", " a", "a b", "a\n", "a{b}", "a,b", `a"b`, "a\x00", "größe", "名", "a\xff",
		strings.Repeat("n", 256),
	} {
		for kind, ask := range kinds {
			message := panicOf(func() { ask(m, name) })
			require.Contains(t, message, "whit: metric name "+strconv.Quote(name), "as a %s", kind)
			require.Contains(t, message, "want 1 to 255 bytes: a letter or _, then letters, digits, _ . - / :")
		}
	}
	require.Empty(t, m.Snapshot().Totals)
}

func TestLongNameIsCutInMessage(t *testing.T) {
	m := start(t, quiet)
	message := panicOf(func() { m.Counter(strings.Repeat("n", 100_000)) })
	require.Contains(t, message, "nnnnn")
	require.Less(t, len(message), 500)
}

func TestOneNameTwoKinds(t *testing.T) {
	for first, ask := range kinds {
		for second, askAgain := range kinds {
			m := start(t, quiet)
			handle := ask(m, "queue.depth")
			if first == second {
				require.Same(t, handle, askAgain(m, "queue.depth"))
				continue
			}
			message := panicOf(func() { askAgain(m, "queue.depth") })
			require.Equal(t, `whit: metric "queue.depth": want a `+second+`, but it is a `+first+` already`, message)
			require.Len(t, m.Snapshot().Totals, 1)
		}
	}
}

// together runs f in 64 goroutines that begin at once, and waits for all.
func together(f func(i int)) {
	var group sync.WaitGroup
	begin := make(chan struct{})
	for i := range 64 {
		group.Go(func() {
			<-begin
			f(i)
		})
	}
	close(begin)
	group.Wait()
}

func TestSameHandleForAll(t *testing.T) {
	for kind, ask := range kinds {
		m := start(t, quiet)
		for round := range 50 {
			var handles [64]any
			together(func(i int) { handles[i] = ask(m, fmt.Sprint("name", round)) })
			for _, h := range handles {
				require.Same(t, handles[0], h, kind)
			}
		}
		require.Len(t, m.Snapshot().Totals, 50, kind)
	}
}

// Many names from many goroutines at once: each is one metric, and counts.
func TestRegistrationUnderLoad(t *testing.T) {
	m := start(t, whit.Config{SampleRate: 1})
	names := strings.Fields("a b c d e f g h i j k l m n o p q r s t u v w x y z")
	together(func(i int) {
		for j := range names {
			name := names[(i+j)%len(names)]
			m.Counter("counter." + name).Inc()
			m.Distribution("values."+name).RecordFor(1, name)
		}
	})
	require.Len(t, m.Snapshot().Totals, 2*len(names))
	for _, name := range names {
		require.EqualValues(t, 64, total(t, m, "counter."+name).Count)
		values := totalNow(t, m, "values."+name)
		require.EqualValues(t, 64, values.Count)
		require.InEpsilon(t, 64, values.Sum.Value, 1e-9)
	}
}

func TestOptions(t *testing.T) {
	for kind, ask := range kinds {
		m := start(t, quiet)
		ask(m, "full", whit.Help("What it is."), whit.Unit("bytes"), whit.Critical())
		ask(m, "bare")
		ask(m, "full", whit.Help("Too late."), whit.Unit("late"))
		full, bare := totalNow(t, m, "full"), totalNow(t, m, "bare")
		require.Equal(t, "What it is.", full.Help)
		require.True(t, full.Critical)
		require.Empty(t, bare.Help)
		require.False(t, bare.Critical)
		unit, none := "bytes", ""
		if kind == "timer" {
			unit, none = "seconds", "seconds"
		}
		require.Equal(t, unit, full.Unit, kind)
		require.Equal(t, none, bare.Unit, kind)
		require.Equal(t, kind, full.Kind.String())
	}
}

func TestTotalsAreInOrderOfRegistration(t *testing.T) {
	m := start(t, quiet)
	m.Gauge("z")
	m.Counter("a")
	m.Timer("m")
	var got []string
	for _, total := range m.Snapshot().Totals {
		got = append(got, total.Name)
	}
	require.Equal(t, []string{"z", "a", "m"}, got)
	require.Equal(t, aggregate.Timer, m.Snapshot().Totals[2].Kind)
	_, ok := m.Snapshot().Total("b")
	require.False(t, ok)
}

// A name is taken by whatever has it, by a family without series, too.
func TestHas(t *testing.T) {
	m := start(t, quiet)
	require.False(t, m.Has("a"))
	m.Gauge("a")
	m.CounterVec("b", oneLabel)
	require.True(t, m.Has("a"))
	require.True(t, m.Has("b"))
	require.False(t, m.Has("c"))
	require.False(t, m.Has(""))
}
