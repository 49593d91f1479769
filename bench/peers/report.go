package main

import (
	"io"
	"math"
	"runtime"

	"github.com/whitmetrics/whit/bench/meter"
	"github.com/whitmetrics/whit/bench/peers/subject"

	"github.com/whitmetrics/whit/bench/show"
)

// A report is all that a run has found. It is what -json prints; overheads are fractions
// there, 0.01 for 1 %.
type report struct {
	Machine  machine  `json:"machine"`
	Seconds  float64  `json:"seconds"` // as asked for
	Families []family `json:"families"`
	Files    []string `json:"files"` // charts
}

type machine struct {
	OS         string `json:"os"`
	Arch       string `json:"arch"`
	Go         string `json:"go"`
	GOMAXPROCS int    `json:"gomaxprocs"`
}

// A family has its rows by overhead after short work, over all pairs.
type family struct {
	Name       subject.Family `json:"name"`
	Short      conditions     `json:"short_work"`
	Long       conditions     `json:"long_work"`
	Parallel   conditions     `json:"short_work_parallel"` // on all processors at once
	Rows       []row          `json:"subjects"`
	Claims     []claim        `json:"claims"`
	Goroutines int            `json:"parallel_goroutines"` // one for each processor
	AtOnce     number         `json:"at_once_share"`       // of the plain rounds, in which all processors were there
}

// conditions say how noisy it was.
type conditions struct {
	WorkNS     number   `json:"work_ns"` // median of the work alone
	Pairs      int      `json:"pairs"`   // of each subject, at least
	QuietShare number   `json:"quiet_share"`
	Null       overhead `json:"null"` // the work against its copy
}

type row struct {
	Library string       `json:"library"`
	Call    string       `json:"call"`
	Role    subject.Role `json:"role"`
	Shared  bool         `json:"shared"`
	Summary bool         `json:"summary,omitempty"` // of values, no distribution
	Rate    float64      `json:"rate,omitempty"`    // it sends that share of the events
	Note    string       `json:"note,omitempty"`
	Rank    int          `json:"rank,omitempty"` // among whit and its peers, over all pairs
	Short   overhead     `json:"after_short_work"`
	Long    overhead     `json:"after_long_work"`
	// Parallel is after short work on all processors at once.
	Parallel overhead `json:"after_short_work_parallel"`
	Plain    []point  `json:"plain"`
	// Lost is the share of whit's samples that found a ring full, so that they cost less
	// than others: after work, and with nothing between.
	Lost      number `json:"samples_lost_after_work"`
	LostPlain number `json:"samples_lost_plain"`
}

func (r row) name() string { return r.Library + " " + r.Call }

type overhead struct {
	All   interval `json:"all"`
	Quiet interval `json:"quiet"`
}

// A point is the processor's time of an event in ns, with nothing between events, over
// the rounds.
type point struct {
	Goroutines int      `json:"goroutines"`
	NS         interval `json:"ns"`
}

func newReport(o options) *report {
	return &report{
		Machine: machine{runtime.GOOS, runtime.GOARCH, runtime.Version(), runtime.GOMAXPROCS(0)},
		Seconds: o.duration.Seconds(),
	}
}

// newFamily takes in what was measured.
func newFamily(name subject.Family, subjects []subject.Subject, m measured) family {
	f := family{
		Name: name, Goroutines: runtime.GOMAXPROCS(0), AtOnce: number(m.plain.atOnce),
		Short: newConditions(m.short), Long: newConditions(m.long), Parallel: newConditions(m.parallel),
	}
	for k, s := range subjects {
		f.Rows = append(f.Rows, row{
			Library: s.Library, Call: s.Call, Role: s.Role, Shared: s.Shared, Summary: s.Summary, Rate: s.Rate, Note: s.Note,
			Short: newOverhead(m.short, k+1), Long: newOverhead(m.long, k+1), Parallel: newOverhead(m.parallel, k+1),
			Plain: m.plain.points[k], Lost: number(m.lost[k].paired), LostPlain: number(m.lost[k].plain),
		})
	}
	f.rank()
	f.judge()
	return f
}

func newConditions(results []meter.Result) conditions {
	c := conditions{Null: newOverhead(results, 0)}
	if len(results) > 0 {
		c.Pairs = results[0].All.Pairs
	}
	all, quiet, work := 0, 0, 0.0
	for _, r := range results {
		c.Pairs = min(c.Pairs, r.All.Pairs)
		if r.All.Pairs > 0 {
			all += r.All.Pairs
			quiet += r.Quiet.Pairs
			work += r.All.BaseNS * float64(r.All.Pairs)
		}
	}
	c.WorkNS, c.QuietShare = number(work/float64(all)), number(quiet)/number(all) // NaN if none was
	return c
}

// newOverhead is that of the k-th result, which is not known if there are none.
func newOverhead(results []meter.Result, k int) overhead {
	of := func(s meter.Summary) interval {
		return interval{number(s.Overhead), number(s.Low), number(s.High)}
	}
	if len(results) == 0 {
		nan := math.NaN()
		nothing := of(meter.Summary{Overhead: nan, Low: nan, High: nan})
		return overhead{nothing, nothing}
	}
	return overhead{of(results[k].All), of(results[k].Quiet)}
}

// on returns the time of an event on g goroutines.
func (r row) on(g int) interval {
	for _, p := range r.Plain {
		if p.Goroutines == g {
			return p.NS
		}
	}
	nan := number(math.NaN())
	return interval{nan, nan, nan}
}

// write prints the report as JSON or as tables.
func (r *report) write(w io.Writer, asJSON bool) error {
	if !asJSON {
		return r.writeTables(w)
	}
	return show.JSON(w, r)
}
