package whit

import (
	"time"
	"unsafe"

	"github.com/whitmetrics/whit/internal/clock"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/shard"
)

// Timer counts events that take time, exactly, and estimates how much from the
// sampled ones. Durations are in seconds. Its methods may be called from any
// goroutine at any time, after Stop too; none blocks or allocates, but for the first
// event on a processor that is new. Timers come from [Metrics.Timer]: a nil or zero
// one panics.
//
// Start decides whether the event is sampled. If it is not, neither Start nor End
// reads the clock, which is what costs most in other timers.
type Timer struct {
	series shard.Series
}

// Span is one event of a Timer, from Start to End. It is a value: it may be handed
// to another goroutine, and ended there. The zero Span is not sampled.
type Span struct {
	// Four words in four fields: the compiler keeps that much in registers. With a
	// fifth, Start and End go through memory, which costs more than all the rest.
	timer  *Timer // nil: not sampled
	start  clock.Time
	client *byte
	sampled
}

// sampled is what else a sampled span carries.
type sampled struct {
	clientLen uint32
	weight    float32
}

// Start counts an event and begins its span.
func (t *Timer) Start() Span {
	t.series.Check()
	p := procpin.Pin()
	if t.series.Cells().Count(p) {
		procpin.Unpin(p)
		return Span{}
	}
	return t.startSlow(p, "")
}

// StartFor counts an event that client caused, and begins its span. Only a sampled
// event keeps the client; of its bytes, see [Counter.IncFor].
func (t *Timer) StartFor(client string) Span {
	t.series.Check()
	p := procpin.Pin()
	if t.series.Cells().Count(p) {
		procpin.Unpin(p)
		return Span{}
	}
	return t.startSlow(p, client)
}

// readClock is a variable for the test that counts its readings.
var readClock = clock.Now

// startSlow takes over a goroutine that is pinned to p, and unpins it.
//
//go:noinline
func (t *Timer) startSlow(p int, client string) Span {
	weight := t.series.Begin(p)
	if weight == 0 {
		return Span{}
	}
	return Span{t, readClock(), unsafe.StringData(client), sampled{uint32(len(client)), weight}}
}

// End ends the span and, if it is sampled, records how long it took. A span is to
// be ended once; one that never ends is counted and has no duration.
func (s Span) End() {
	if s.timer != nil {
		s.endSlow()
	}
}

//go:noinline
func (s Span) endSlow() {
	took := time.Duration(readClock() - s.start)
	s.timer.series.End(s.weight, float64(took)/float64(time.Second), unsafe.String(s.client, s.clientLen))
}

// Observe counts an event that took d, as measured by the caller. A negative d is
// refused, and counted as Rejected.
func (t *Timer) Observe(d time.Duration) {
	if d < 0 {
		t.series.Reject()
		return
	}
	t.series.Check()
	p := procpin.Pin()
	if t.series.Cells().Count(p) {
		procpin.Unpin(p)
		return
	}
	t.series.Record(p, 1, d.Seconds(), "")
}
