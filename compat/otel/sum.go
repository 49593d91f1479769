package whitotel

import (
	"fmt"
	"math"
	"sync/atomic"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
	"go.opentelemetry.io/otel"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// sum is what a counter or an up-down counter counts in: whole amounts that came and
// those that went, each in a counter that only grows, and the fractions of both.
type sum struct {
	up, down *whit.Counter // down is nil for a counter
	rest     *floatSum     // nil for integers
}

// add adds an amount that a float64 holds, of any sign if there is a down.
func (s *sum) add(v float64) {
	whole, rest := math.Modf(v)
	switch {
	case math.Abs(whole) > maxWhole:
		rest = v
	case whole > 0:
		s.up.Add(uint64(whole))
	case whole < 0:
		s.down.Add(uint64(-whole))
	}
	if rest != 0 {
		s.rest.add(rest)
	}
}

// maxWhole bounds the amounts that are counted as whole, which wrap at 2^64 in all: larger
// ones have little fraction to lose.
const maxWhole = 1 << 40

// floatSum is a sum of float64. Its zero value is 0.
type floatSum struct{ bits atomic.Uint64 }

func (s *floatSum) add(v float64) {
	for {
		old := s.bits.Load()
		if s.bits.CompareAndSwap(old, math.Float64bits(math.Float64frombits(old)+v)) {
			return
		}
	}
}

func (s *floatSum) load() float64 { return math.Float64frombits(s.bits.Load()) }

// sumOf returns what s has come to. Integers wrap, as they do in the SDK.
//
// What went is read first, then the fractions of both, then what came. When the fractions
// are read, no less has gone than was read, and no more has come than will be: so a sum of
// what only ever comes before it goes is never seen below 0, but for the rounding of
// fractions. The counts of a snapshot are of an earlier moment, and would not do.
func sumOf[N int64 | float64](s *sum) (v N) {
	went := uint64(0)
	if s.down != nil {
		went = s.down.Count()
	}
	if s.rest != nil {
		v = N(s.rest.load())
	}
	return wholeOf[N](s.up.Count(), went) + v
}

// wholeOf is what came less what went, exactly unless that is beyond an int64.
func wholeOf[N int64 | float64](came, went uint64) N {
	if about := float64(came) - float64(went); math.Abs(about) < 1<<62 {
		return N(int64(came - went))
	} else if v, ok := any(about).(N); ok {
		return v
	}
	return N(int64(came - went)) // wraps
}

// sums is the series of a counter or an up-down counter.
type sums[N int64 | float64] struct {
	*family[sum]
	refusal atomic.Bool // was reported
}

func newSums[N int64 | float64](m *meter, of stream) sums[N] {
	return sums[N]{family: newFamily(m, of, func(s *sum) {
		if of.kind == sdk.InstrumentKindUpDownCounter {
			s.down, _ = register(m.registry, m.registry.metrics.Counter)
		}
		s.up, _ = register(m.registry, m.registry.metrics.Counter)
		if of.number == floats {
			s.rest = new(floatSum)
		}
	})}
}

// refuse reports an amount that is not added; of each instrument the first.
func (s *sums[N]) refuse(v any, want string) {
	if s.refusal.CompareAndSwap(false, true) {
		otel.Handle(fmt.Errorf("whitotel: %v: %v refused, as all such amounts will be: want %s", s.identity, v, want))
	}
}

func (s *sums[N]) metrics(snapshot *aggregate.Snapshot) metricdata.Metrics {
	var points []metricdata.DataPoint[N]
	for _, series := range s.until(snapshot.At) {
		points = append(points, metricdata.DataPoint[N]{
			Attributes: series.set, StartTime: series.start, Time: snapshot.At, Value: sumOf[N](&series.backing),
			Exemplars: exemplarsOf[N](series, snapshot.At),
		})
	}
	if points == nil {
		return s.identity.metrics(nil)
	}
	return s.identity.metrics(metricdata.Sum[N]{
		DataPoints:  points,
		Temporality: metricdata.CumulativeTemporality,
		IsMonotonic: s.kind == sdk.InstrumentKindCounter,
	})
}
