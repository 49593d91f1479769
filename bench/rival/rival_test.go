package rival_test

import (
	"fmt"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/rival"
)

func Example() {
	m := rival.New()
	m.IncFor("requests", "ann")
	m.Inc("requests")
	m.RecordFor("bytes", 512, "ann")
	m.Record("bytes", 128)
	fmt.Println(m.Count("requests"), m.Clients("requests"))
	fmt.Println(m.Count("bytes"), m.Summary("bytes").Mean(), m.Summary("bytes").Min, m.Clients("bytes"))
	// Output:
	// 2 map[ann:1]
	// 2 320 128 map[ann:1]
}

func TestNothing(t *testing.T) {
	m := rival.New()
	require.Zero(t, m.Count("requests"))
	require.Zero(t, m.Summary("bytes").Mean())
	require.Empty(t, m.Clients("requests"))
}

func TestSince(t *testing.T) {
	m := rival.New()
	m.Since("request", time.Now().Add(-time.Second))
	require.GreaterOrEqual(t, m.Summary("request").Sum, 1.0)
	require.Equal(t, m.Summary("request").Sum, m.Summary("request").Max)
}

func TestConcurrent(t *testing.T) {
	const goroutines, each = 8, 1000
	m := rival.New()
	var all sync.WaitGroup
	for g := range goroutines {
		all.Go(func() {
			for range each {
				m.IncFor("requests", strconv.Itoa(g))
				m.RecordFor("bytes", float64(g), strconv.Itoa(g))
			}
		})
	}
	all.Wait()
	require.EqualValues(t, goroutines*each, m.Count("requests"))
	require.EqualValues(t, goroutines*each, m.Count("bytes"))
	require.Equal(t, each*28.0, m.Summary("bytes").Sum)
	require.EqualValues(t, each, m.Clients("requests")["3"])
	require.EqualValues(t, each, m.Clients("bytes")["7"])
	require.Equal(t, 7.0, m.Summary("bytes").Max)
}
