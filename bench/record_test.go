// Package bench_test has the benchmarks of whit's calls, beside a mutex with maps and
// a bare atomic, by themselves: nothing between one call and the next. What a call
// adds to real work is less; go run ./bench/overhead measures that.
package bench_test

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/rival"
	"golang.org/x/sys/cpu"
)

// BenchmarkRecord times one call. In mode=parallel it is ns a call at the wall clock,
// as many processors at once: half of the serial figure on two, if they do not hinder
// one another.
func BenchmarkRecord(b *testing.B) {
	for _, impl := range []struct {
		name string
		ops  func(*testing.B) []operation
	}{{"whit", whitOps}, {"rival", rivalOps}, {"atomic", atomicOps}} {
		for _, op := range impl.ops(b) {
			name := "impl=" + impl.name + "/op=" + op.name
			b.Run(name+"/mode=serial", func(b *testing.B) {
				b.ReportAllocs()
				op.serial(b)
			})
			if op.parallel == nil {
				continue
			}
			b.Run(name+"/mode=parallel", func(b *testing.B) {
				b.ReportAllocs()
				b.RunParallel(op.parallel)
			})
		}
	}
}

// An operation is the same call in the two loops. It is written out in both: a call
// through a function value would cost as much as what it calls.
type operation struct {
	name     string
	serial   func(*testing.B)
	parallel func(*testing.PB) // may be nil
}

const client = "client-1"

func whitOps(b *testing.B) []operation {
	metrics := func(rate float64) *whit.Metrics {
		m, err := whit.New(whit.Config{FixedRate: true, SampleRate: rate})
		require.NoError(b, err)
		b.Cleanup(func() { require.NoError(b, m.Stop(context.Background())) })
		return m
	}
	m := metrics(0.03)
	return slices.Concat(sharedOps(m), localOps(m), sampledOps(metrics(1)))
}

// sampledOps have each event sampled: an allocation in one of 33 is less than one an
// event, which the testing package rounds down.
func sampledOps(m *whit.Metrics) []operation {
	c, d, t := m.Counter("requests"), m.Distribution("bytes"), m.Timer("took")
	return []operation{
		{name: "sampled-incfor", serial: func(b *testing.B) {
			for b.Loop() {
				c.IncFor(client)
			}
		}},
		{name: "sampled-recordfor", serial: func(b *testing.B) {
			for b.Loop() {
				d.RecordFor(512, client)
			}
		}},
		{name: "sampled-timer", serial: func(b *testing.B) {
			for b.Loop() {
				t.Start().End()
			}
		}},
	}
}

func sharedOps(m *whit.Metrics) []operation {
	c, d, t := m.Counter("requests"), m.Distribution("bytes"), m.Timer("took")
	v, route := m.CounterVec("routes", []string{"route"}), client
	return []operation{{"CounterVec.With.Inc",
		func(b *testing.B) {
			for b.Loop() {
				v.With(route).Inc()
			}
		}, func(pb *testing.PB) {
			for pb.Next() {
				v.With(route).Inc()
			}
		}}, {"inc",
		func(b *testing.B) {
			for b.Loop() {
				c.Inc()
			}
		}, func(pb *testing.PB) {
			for pb.Next() {
				c.Inc()
			}
		}}, {"incfor",
		func(b *testing.B) {
			for b.Loop() {
				c.IncFor(client)
			}
		}, func(pb *testing.PB) {
			for pb.Next() {
				c.IncFor(client)
			}
		}}, {"record",
		func(b *testing.B) {
			for b.Loop() {
				d.Record(512)
			}
		}, func(pb *testing.PB) {
			for pb.Next() {
				d.Record(512)
			}
		}}, {"recordfor",
		func(b *testing.B) {
			for b.Loop() {
				d.RecordFor(512, client)
			}
		}, func(pb *testing.PB) {
			for pb.Next() {
				d.RecordFor(512, client)
			}
		}}, {"timer",
		func(b *testing.B) {
			for b.Loop() {
				t.Start().End()
			}
		}, func(pb *testing.PB) {
			for pb.Next() {
				t.Start().End()
			}
		}}}
}

func localOps(m *whit.Metrics) []operation {
	c, d := m.Counter("local_requests"), m.Distribution("local_bytes")
	return []operation{{"localinc",
		func(b *testing.B) {
			l := c.Local()
			defer l.Close()
			for b.Loop() {
				l.Inc()
			}
		}, func(pb *testing.PB) {
			l := c.Local()
			defer l.Close()
			for pb.Next() {
				l.Inc()
			}
		}}, {"localrecordfor",
		func(b *testing.B) {
			l := d.Local()
			defer l.Close()
			for b.Loop() {
				l.RecordFor(512, client)
			}
		}, func(pb *testing.PB) {
			l := d.Local()
			defer l.Close()
			for pb.Next() {
				l.RecordFor(512, client)
			}
		}}}
}

func rivalOps(*testing.B) []operation {
	m := rival.New()
	return []operation{{"inc",
		func(b *testing.B) {
			for b.Loop() {
				m.Inc("requests")
			}
		}, func(pb *testing.PB) {
			for pb.Next() {
				m.Inc("requests")
			}
		}}, {"incfor",
		func(b *testing.B) {
			for b.Loop() {
				m.IncFor("requests", client)
			}
		}, func(pb *testing.PB) {
			for pb.Next() {
				m.IncFor("requests", client)
			}
		}}, {"record",
		func(b *testing.B) {
			for b.Loop() {
				m.Record("bytes", 512)
			}
		}, func(pb *testing.PB) {
			for pb.Next() {
				m.Record("bytes", 512)
			}
		}}, {"recordfor",
		func(b *testing.B) {
			for b.Loop() {
				m.RecordFor("bytes", 512, client)
			}
		}, func(pb *testing.PB) {
			for pb.Next() {
				m.RecordFor("bytes", 512, client)
			}
		}}, {"timer",
		func(b *testing.B) {
			for b.Loop() {
				m.Since("took", time.Now())
			}
		}, func(pb *testing.PB) {
			for pb.Next() {
				m.Since("took", time.Now())
			}
		}}}
}

// atomicOps is one word that all processors share, on cache lines of its own: the
// least that counting takes without a pin, and no detail.
func atomicOps(*testing.B) []operation {
	var c struct {
		_ cpu.CacheLinePad
		n atomic.Uint64
		_ cpu.CacheLinePad
	}
	return []operation{{"inc",
		func(b *testing.B) {
			for b.Loop() {
				c.n.Add(1)
			}
		}, func(pb *testing.PB) {
			for pb.Next() {
				c.n.Add(1)
			}
		}}}
}
