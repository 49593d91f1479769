package whit_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// A sample has the labels of its series: the slice that the total has, no copy.
func TestSamplesOfFamilies(t *testing.T) {
	for kind, f := range families {
		if kind == "gauge" {
			continue
		}
		t.Run(kind, func(t *testing.T) {
			c := everything
			c.MaxSeries = 2
			m := start(t, c)
			told := make(map[*aggregate.Label]int)
			option := whit.OnSample(func(s aggregate.Sample) { told[&s.Labels[0]]++ })
			f.make(m, "requests", oneLabel, option, whit.Critical()) // so that Inc is sampled
			for i := range 4 {
				for range i + 1 {
					f.use(m, "requests", oneLabel, fmt.Sprint(i))
				}
			}
			require.NoError(t, m.Flush(context.Background()))
			series := m.Snapshot().Series("requests")
			require.Len(t, series, 3)
			require.Len(t, told, 3)
			for _, s := range series {
				require.EqualValues(t, s.Count, told[&s.Labels[0]], s.Labels)
			}
			require.Equal(t, 7, told[&series[2].Labels[0]], "what is beyond the limit")
		})
	}
}

func TestSamplesWithoutLabels(t *testing.T) {
	m, told := start(t, everything), 0
	m.Counter("c", whit.OnSample(func(s aggregate.Sample) {
		told++
		require.Nil(t, s.Labels)
	})).IncFor("client")
	require.NoError(t, m.Flush(context.Background()))
	require.Equal(t, 1, told)
}

// hooks note in which order samples and removals come.
type hooks struct {
	mu  sync.Mutex
	log []string
}

func (h *hooks) note(what string, labels []aggregate.Label) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.log = append(h.log, what+" "+labels[0].Value)
}

func (h *hooks) take() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	log := h.log
	h.log = nil
	return log
}

func (h *hooks) options() []whit.MetricOption {
	return []whit.MetricOption{
		whit.OnSample(func(s aggregate.Sample) { h.note("sample", s.Labels) }),
		whit.OnRemoved(func(labels []aggregate.Label) { h.note("removed", labels) }),
	}
}

func TestOnRemoved(t *testing.T) {
	c := everything
	c.MaxSeries = 2
	m := start(t, c)
	var h hooks
	v := m.DistributionVec("d", oneLabel, h.options()...)
	flush := func() []string {
		require.NoError(t, m.Flush(context.Background()))
		return h.take()
	}
	a := v.With("a")
	a.Record(1)
	require.Equal(t, []string{"sample a"}, flush())
	a.Record(1) // in the ring still
	v.Delete("a")
	v.Delete("a")
	require.Equal(t, []string{"removed a"}, flush())
	a.Record(1)
	require.Empty(t, flush(), "after the removal")
	for _, value := range []string{"a", "b", "c"} {
		v.With(value)
	}
	v.Reset()
	require.ElementsMatch(t, []string{"removed a", "removed b", "removed true"}, flush())

	v.With("d")
	v.With("e")
	v.Delete("d")
	require.NoError(t, m.Stop(context.Background()))
	require.Equal(t, []string{"removed d"}, h.take())
	v.Delete("e")
	require.Equal(t, []string{"removed e"}, h.take(), "at once: there is no collector any more")
}

func TestOnRemovedOfExpired(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, err := whit.New(whit.Config{SampleRate: 1})
		require.NoError(t, err)
		var h hooks
		v := m.CounterVec("c", oneLabel, append(h.options(), whit.SeriesTTL(time.Minute))...)
		v.With("a").IncFor("client")
		<-time.After(time.Minute) // the bubble's clock
		v.With("b").IncFor("client")
		<-time.After(20 * time.Second)
		require.Equal(t, []string{"sample a", "sample b", "removed a"}, h.take())
		require.NoError(t, m.Stop(context.Background()))
		require.Empty(t, h.take())
	})
}

// A series that is deleted during the very last drain is not forgotten.
func TestOnRemovedAtTheEnd(t *testing.T) {
	m := start(t, everything)
	var h hooks
	v := m.CounterVec("c", oneLabel, h.options()...)
	v.With("a")
	m.Counter("last", whit.OnSample(func(aggregate.Sample) { v.Delete("a") })).IncFor("client")
	require.NoError(t, m.Stop(context.Background()))
	require.Equal(t, []string{"removed a"}, h.take())
}
