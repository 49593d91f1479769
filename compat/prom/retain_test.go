package prom_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/compat/prom"
)

// Series keep nothing of the memory that labels' values lie in.
func TestSeriesKeepNothingOfTheirCaller(t *testing.T) {
	heap := func() int {
		runtime.GC()
		runtime.GC()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		return int(stats.HeapAlloc)
	}
	v := prom.On(newMetrics(t, whit.Config{})).NewCounterVec(prom.CounterOpts{Name: "requests_total"}, []string{"user", "route"})
	curried := v.MustCurryWith(prom.Labels{"route": "/"})
	before := heap()
	for i := range 100 {
		body := fmt.Sprintf("%07d", i) + strings.Repeat("x", 1<<20)
		v.WithLabelValues(body[:7], "/").Inc()
		curried.WithLabelValues(body[:6]).Inc()
		v.With(prom.Labels{"user": body[:5], "route": body[:4]}).Inc()
		v.MustCurryWith(prom.Labels{"route": body[1:7]}).WithLabelValues("someone").Inc()
	}
	require.Less(t, heap()-before, 5<<20)
	runtime.KeepAlive(v)
	runtime.KeepAlive(curried)
}
