package whit_test

import (
	"context"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/ring"
)

const stressGoroutines = 64

// stressRounds is enough for a hundred changes of GOMAXPROCS or more.
var stressRounds = map[bool]int{false: 8000, true: 800}[raceEnabled]

// stress is a Metrics under all that could cost it an event at once: rings that
// overflow, a rate that flaps, a collector that never rests, and Ps that come and go.
type stress struct {
	*whit.Metrics
	counter        *whit.Counter
	values, losses *whit.Distribution
	timer          *whit.Timer
	spans          chan whit.Span // from the goroutine that starts one to another that ends it
	done           chan struct{}
}

func newStress(t *testing.T, policy ring.Policy) *stress {
	m := start(t, whit.Config{
		SampleRate: .5, MinSampleRate: .01, MaxSampleRate: .9, BufferSize: 1, Overflow: policy, MaxClients: 4,
		FlushInterval: time.Millisecond, AdjustInterval: time.Millisecond,
	})
	return &stress{
		Metrics: m,
		counter: m.Counter("counter"), values: m.Distribution("values"),
		losses: m.Distribution("losses", whit.Critical()), timer: m.Timer("timer"),
		spans: make(chan whit.Span, stressGoroutines), done: make(chan struct{}),
	}
}

var stressClients = []string{"ada", "barbara", "grace", "hedy", "katherine", "margaret", "mary"}

// work is one goroutine's part. The truth below is what one round of it comes to.
func (s *stress) work(id int) {
	counter, values, losses := s.counter.Local(), s.values.Local(), s.losses.Local()
	defer counter.Close()
	defer values.Close()
	defer losses.Close()
	for i := range stressRounds {
		client, v := stressClients[(id+i)%len(stressClients)], float64(i%10)
		s.counter.Inc()
		s.counter.Add(5)
		s.counter.IncFor(client)
		counter.Inc()
		counter.Add(2)
		s.values.Record(v)
		s.values.RecordFor(v, client)
		values.Record(v)
		values.RecordFor(v, client)
		s.losses.RecordFor(v, client)
		losses.Record(v)
		s.timer.Observe(time.Millisecond)
		s.spans <- s.timer.StartFor(client)
		(<-s.spans).End()
	}
}

var stressTruth = map[string]uint64{"counter": 10, "values": 4, "losses": 2, "timer": 2}

// changeProcs sets GOMAXPROCS to one number after the other.
func (s *stress) changeProcs() {
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for i := 0; ; i++ {
		select {
		case <-tick.C:
			runtime.GOMAXPROCS(1 + i*5%8)
		case <-s.done:
			return
		}
	}
}

// watch takes snapshots, some of them fresh, and wants no figure of them to fall.
func (s *stress) watch(t *testing.T, fresh bool) {
	last := s.Snapshot()
	for {
		select {
		case <-s.done:
			return
		default:
		}
		if fresh {
			if err := s.Flush(context.Background()); err != nil {
				t.Error(err)
			}
		}
		next := s.Snapshot()
		if !s.grows(last, next) {
			t.Errorf("after\n%+v\ncame\n%+v", last, next)
			return
		}
		last = next
	}
}

func (s *stress) grows(last, next *aggregate.Snapshot) bool {
	ok := last.Meta.Added <= next.Meta.Added && last.Meta.Dropped <= next.Meta.Dropped
	for i := range last.Totals {
		a, b := last.Totals[i], next.Totals[i]
		ok = ok && a.Count <= b.Count && a.Sampled <= b.Sampled && a.Dropped <= b.Dropped &&
			(!(a.Sum.Value > 0) || a.Sum.Value <= b.Sum.Value) // NaN while nothing is known of it
	}
	return ok
}

func (s *stress) run(t *testing.T) {
	var workers, others sync.WaitGroup
	others.Go(s.changeProcs)
	others.Go(func() { s.watch(t, false) })
	others.Go(func() { s.watch(t, true) })
	for id := range stressGoroutines {
		workers.Go(func() { s.work(id) })
	}
	workers.Wait()
	close(s.done)
	others.Wait()
}

// Counts are equal to the truth after the last event, and estimates account for
// every sample: it was taken in, or dropped and counted as such.
func TestCountsAreExact(t *testing.T) {
	forEachPolicy(t, func(t *testing.T, policy ring.Policy) {
		before := runtime.GOMAXPROCS(0)
		defer func() { runtime.GOMAXPROCS(before) }()
		s := newStress(t, policy)
		s.run(t)
		for name, perRound := range stressTruth {
			want := perRound * stressGoroutines * uint64(stressRounds)
			require.Equal(t, want, totalNow(t, s.Metrics, name).Count, name)
			got := total(t, s.Metrics, name)
			require.Equal(t, want, got.Count, name)
			require.LessOrEqual(t, got.Sampled+got.Dropped, got.Count, name)
		}
		losses := totalNow(t, s.Metrics, "losses")
		require.Equal(t, losses.Count, losses.Sampled+losses.Dropped)
		require.Positive(t, s.Snapshot().Meta.Dropped, "the rings were to overflow")
	})
}
