package bench_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
)

// BenchmarkLookup times finding one of many series by its labels: whit's With, beside
// what else keeps values by string. Each goes through all series.
func BenchmarkLookup(b *testing.B) {
	for _, series := range []int{8, 1024} {
		one, three := make([]string, series), make([][3]string, series)
		for i := range series {
			one[i] = fmt.Sprintf("/api/v1/route-%d", i)
			three[i] = [3]string{"GET", one[i], fmt.Sprint(200 + i%5)}
		}
		b.Run(fmt.Sprintf("series=%d/labels=1", series), func(b *testing.B) { lookupOne(b, one) })
		b.Run(fmt.Sprintf("series=%d/labels=3", series), func(b *testing.B) { lookupThree(b, three) })
	}
}

func family(b *testing.B, labels ...string) *whit.CounterVec {
	m, err := whit.New(whit.Config{FixedRate: true})
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, m.Stop(context.Background())) })
	return m.CounterVec("requests", labels)
}

var found *whit.Counter

func lookupOne(b *testing.B, keys []string) {
	v, locked, shared := family(b, "route"), make(map[string]*whit.Counter), new(sync.Map)
	for _, k := range keys {
		c := v.With(k)
		locked[k] = c
		shared.Store(k, c)
	}
	var mu sync.RWMutex
	run(b, "impl=whit", len(keys), func(i int) { found = v.With(keys[i]) })
	run(b, "impl=mutex", len(keys), func(i int) {
		mu.RLock()
		found = locked[keys[i]]
		mu.RUnlock()
	})
	run(b, "impl=syncmap", len(keys), func(i int) {
		c, _ := shared.Load(keys[i])
		found = c.(*whit.Counter)
	})
	full, beyond := family(b, "route"), make([]string, len(keys))
	for i := range whit.DefaultConfig().MaxSeries {
		full.With(fmt.Sprint(i))
	}
	for i := range beyond {
		beyond[i] = keys[i] + "?"
	}
	run(b, "impl=whit-overflow", len(keys), func(i int) { found = full.With(beyond[i]) })
}

func lookupThree(b *testing.B, keys [][3]string) {
	v, locked, shared := family(b, "method", "route", "code"), make(map[[3]string]*whit.Counter), new(sync.Map)
	for _, k := range keys {
		c := v.With(k[0], k[1], k[2])
		locked[k] = c
		shared.Store(k, c)
	}
	var mu sync.RWMutex
	run(b, "impl=whit", len(keys), func(i int) { k := &keys[i]; found = v.With(k[0], k[1], k[2]) })
	run(b, "impl=mutex", len(keys), func(i int) {
		mu.RLock()
		found = locked[keys[i]]
		mu.RUnlock()
	})
	run(b, "impl=syncmap", len(keys), func(i int) {
		c, _ := shared.Load(keys[i])
		found = c.(*whit.Counter)
	})
}

func run(b *testing.B, name string, n int, f func(i int)) {
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		i := 0
		for b.Loop() {
			f(i)
			if i++; i == n {
				i = 0
			}
		}
	})
}
