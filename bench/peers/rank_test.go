package main_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	peers "github.com/whitmetrics/whit/bench/peers"
	"github.com/whitmetrics/whit/bench/peers/subject"
)

var nan = peers.Number(math.NaN())

// made is a row with an overhead after short work, all pairs, known to half a percent of
// the work, in quiet pairs a tenth of both, and a time on two goroutines, known to 1 %.
func made(role subject.Role, name string, over, parallel float64) peers.Row {
	within := func(v, e float64) peers.Interval {
		return peers.Interval{Median: peers.Number(v), Low: peers.Number(v - e), High: peers.Number(v + e)}
	}
	around := func(v float64) peers.Interval { return within(v, 0.005) }
	library, call, _ := strings.Cut(name, " ")
	return peers.Row{
		Library: library, Call: call, Role: role, Shared: role == subject.Peer,
		Short:    peers.Overhead{All: around(over), Quiet: within(over/10, 0.0005)},
		Parallel: peers.Overhead{All: around(over * 2), Quiet: around(over * 2)},
		Plain:    []peers.Point{{1, within(parallel/2, parallel/200)}, {2, within(parallel, parallel/100)}},
		Lost:     nan, LostPlain: nan,
	}
}

func family(name subject.Family, rows ...peers.Row) peers.Family {
	return peers.Judged(peers.Family{Name: name, Rows: rows, Goroutines: 2, AtOnce: 0.9})
}

func names(f peers.Family) (names []string, ranks []int) {
	for _, r := range f.Rows {
		names, ranks = append(names, r.Library), append(ranks, r.Rank)
	}
	return names, ranks
}

func verdicts(f peers.Family) map[string]string {
	all := map[string]string{}
	for _, c := range f.Claims {
		all[c.Claim] = string(c.Verdict)
	}
	return all
}

// Rows are sorted by all pairs, and what is neither whit nor a metric of others has no
// rank.
func TestRank(t *testing.T) {
	f := family(subject.Timing,
		made(subject.Peer, "dear T", 2, 9), made(subject.Peer, "unmeasured T", math.NaN(), 9), made(subject.Reference, "clock C", 1, 9),
		made(subject.Peer, "cheap T", 1.5, 9), made(subject.Whit, "whit T", 0.1, 9), made(subject.Beside, "whit L", 0.01, 9))
	order, ranks := names(f)
	require.Equal(t, []string{"whit", "whit", "clock", "cheap", "dear", "unmeasured"}, order)
	require.Equal(t, []int{0, 1, 0, 2, 3, 0}, ranks)
}

func TestClaimsOfCounting(t *testing.T) {
	const ahead, noWorse, quiet, contended, afterWork = "ahead of every peer, all pairs", "no worse than prometheus' Counter, all pairs",
		"at most 0.3 %, quiet pairs", "a third of every shared counter, contended, nothing between",
		"a third of every shared counter, contended, after work"
	whit := made(subject.Whit, "whit C", 0.02, 5)
	striped := made(subject.Peer, "striped C", 0.9, 6)
	striped.Shared = false
	got := verdicts(family(subject.Count, whit, striped, made(subject.Peer, "prometheus Counter.Inc", 0.04, 16)))
	require.Equal(t, "NOT MET", got[afterWork], "twice")
	for _, claim := range []string{ahead, noWorse, quiet, contended} {
		require.Equal(t, "met", got[claim], claim)
	}
	got = verdicts(family(subject.Count, whit, made(subject.Peer, "atomic A", 0.021, 14), made(subject.Peer, "prometheus Counter.Inc", 0.015, 16)))
	require.Equal(t, "even", got[ahead])
	require.Equal(t, "even", got[noWorse], "within the intervals")
	require.Equal(t, "NOT MET", got[contended])
	require.Equal(t, "NOT MET", got[afterWork])
	got = verdicts(family(subject.Count, made(subject.Whit, "whit C", 0.05, 5), made(subject.Peer, "prometheus Counter.Inc", 0.01, 16)))
	require.Equal(t, "NOT MET", got[ahead])
	require.Equal(t, "NOT MET", got[noWorse])
	require.Equal(t, "NOT MET", got[quiet])
}

// Who is ahead beyond doubt counts, and who may be, whatever the one with the least median.
func TestClaimsOfEveryPeer(t *testing.T) {
	const claim = "ahead of every peer, all pairs"
	with := func(name string, median, low, high float64) peers.Row {
		r := made(subject.Peer, name, median, 9)
		r.Short.All = peers.Interval{Median: peers.Number(median), Low: peers.Number(low), High: peers.Number(high)}
		return r
	}
	whit := made(subject.Whit, "whit T", 0.05, 5)
	clear := with("clear T", 0.5, 0.49, 0.51)
	require.Equal(t, "met", verdicts(family(subject.Timing, whit, clear))[claim])
	wide := with("wide T", 0.02, 0.005, 0.08)
	require.Equal(t, "even", verdicts(family(subject.Timing, whit, clear, wide))[claim])
	require.Equal(t, "NOT MET", verdicts(family(subject.Timing, whit, wide, with("ahead T", 0.021, 0.020, 0.022)))[claim])
	require.Equal(t, "even", verdicts(family(subject.Timing, whit, clear, with("wide T", 0.6, 0.04, 0.9)))[claim])
	require.Equal(t, "not known", verdicts(family(subject.Timing, whit, clear, with("few T", 0.6, math.NaN(), math.NaN())))[claim])
	const tenth = "a tenth of the best timer that reads a clock, all pairs"
	require.Equal(t, "NOT MET", verdicts(family(subject.Timing, whit, with("free T", 0, -0.001, 0.001)))[tenth])
}

func TestClaimsOfValues(t *testing.T) {
	whit, local := made(subject.Whit, "whit D", 0.02, 5), made(subject.Beside, "whit L", 0.08, 3)
	summary := made(subject.Peer, "mutex M", 0.03, 11)
	summary.Summary = true
	got := verdicts(family(subject.Value, whit, local, summary, made(subject.Peer, "prometheus H", 0.2, 12)))
	require.Equal(t, map[string]string{
		"ahead of every peer, all pairs": "even", "ahead of every peer, quiet pairs": "even",
		"below the best histogram, all pairs": "met", "a fifth of the best histogram, quiet pairs": "met",
		"half of every peer, contended, nothing between": "met", "half of every peer, contended, after work": "NOT MET",
		"a local handle a third of the best histogram, all pairs": "NOT MET",
	}, got)
	f := peers.Judged(peers.Family{Name: subject.Value, Rows: []peers.Row{whit, local, summary}, Goroutines: 1})
	require.Equal(t, "not known", verdicts(f)["half of every peer, contended, nothing between"])
	require.Equal(t, "not known", verdicts(f)["below the best histogram, all pairs"])
}

func TestClaimsOfTimingAndLabels(t *testing.T) {
	for name, claim := range map[subject.Family]string{
		subject.Timing:    "a tenth of the best timer that reads a clock, all pairs",
		subject.Labelled1: "a tenth of the best look-up, all pairs",
		subject.Labelled:  "a tenth of the best look-up, all pairs",
		subject.Labelled3: "a tenth of the best look-up, all pairs",
		subject.LongLabel: "a tenth of the best look-up, all pairs",
	} {
		for over, want := range map[float64]string{1.1: "met", 1.04: "even", 0.96: "even", 0.9: "NOT MET", -0.01: "NOT MET", math.NaN(): "not known"} {
			f := family(name, made(subject.Whit, "whit W", 0.1, 5), made(subject.Peer, "peer P", over, 5))
			require.Equal(t, want, verdicts(f)[claim], over)
		}
	}
}

// What one would otherwise use is judged by name, whatever the best look-up is.
func TestClaimsOfLookUps(t *testing.T) {
	const best, vec, child, set = "a tenth of the best look-up, all pairs", "a tenth of prometheus' vec, all pairs",
		"no worse than prometheus' child, all pairs", "a tenth of otel's attribute set, all pairs"
	whit, byHand := made(subject.Whit, "whit W", 0.1, 5), made(subject.Peer, "by hand", 0.2, 5)
	got := verdicts(family(subject.Labelled, whit, byHand, made(subject.Peer, "prometheus CounterVec.WithLabelValues, Inc", 1.1, 5)))
	require.Equal(t, "NOT MET", got[best])
	require.Equal(t, "met", got[vec])
	beside := made(subject.Beside, "whit I", 0.01, 5)
	require.Equal(t, "NOT MET", verdicts(family(subject.Labelled1, beside, whit, byHand))[best], "what stands beside is not judged")
	got = verdicts(family(subject.Kept, whit, made(subject.Peer, "prometheus CounterVec child kept, Inc", 0.05, 5),
		made(subject.Peer, "otel Add with an attribute set", 1.1, 5)))
	require.Equal(t, "NOT MET", got[child])
	require.Equal(t, "met", got[set])
}

func TestTables(t *testing.T) {
	f := family(subject.Timing, made(subject.Peer, "some T.Since", 1.5, 9), made(subject.Whit, "whit T.Start", 0.1, 9))
	f.Rows[1].Rate, f.Rows[1].Note = 0.03, "sends 3 %"
	f.Short = peers.Conditions{WorkNS: 52, Pairs: 80, QuietShare: 0.25, Null: peers.Overhead{
		All: peers.Interval{Median: 0.5, Low: nan, High: nan}, Quiet: peers.Interval{Median: nan, Low: nan, High: nan},
	}}
	r := peers.Report{Families: []peers.Family{f}, Files: []string{"a.svg"}}
	var b strings.Builder
	require.NoError(t, r.WriteTables(&b))
	for _, part := range []string{
		"\n> whit T.Start                1   10.00  9.50 to 10.50      1.00 ", "\n  - work against its copy",
		"\n  some T.Since                2     150     150 to 150     15.00 ", "~ sends 3 %\n",
		"52.00 ns, 80 pairs each, 25.00 % of them quiet; against its copy 50.00 % (-), quiet - % (-)",
		"\nwhit, all pairs: rank 1 of 2; 10.00 % against 150 % of some T.Since, x15, the best peer\n",
		"\nmet        a tenth of the best timer that reads a clock, all pairs: 10.00 % against 150 % of some T.Since, x15\n",
		"\nCharts: a.svg\n",
	} {
		require.Contains(t, b.String(), part)
	}
	require.Less(t, strings.Index(b.String(), "> whit T.Start"), strings.Index(b.String(), "work against its copy"))
	require.NotContains(t, b.String(), "NaN")
}

// Who is ahead of whit is named.
func TestWhoIsAhead(t *testing.T) {
	f := family(subject.Count, made(subject.Peer, "some A", 0.01, 9), made(subject.Peer, "other B", 0.055, 9), made(subject.Whit, "whit C", 0.06, 9))
	var b strings.Builder
	require.NoError(t, (&peers.Report{Families: []peers.Family{f}}).WriteTables(&b))
	require.Contains(t, b.String(), "whit, all pairs: rank 3 of 3; 6.00 % against 1.00 % of some A, x0.2, the best peer; "+
		"ahead of whit: some A; even with whit: other B\n")
}
