package procpin_test

import (
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/internal/procpin"
)

// Whatever belongs to a number has one user at a time, while Ps come and go. What
// each leaves behind, the next one sees.
func TestPinsExcludeEachOther(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	const goroutines, each, most = 16, 20_000, 64
	users := newUsers(most)
	var done sync.WaitGroup
	for g := range goroutines {
		done.Go(func() {
			for i := range each {
				p := procpin.Pin()
				ok := p < most && users.enter(p)
				procpin.Unpin(p)
				if !ok {
					t.Error("two users of one number")
					return
				}
				if g == 0 && i%(each/20) == 0 {
					runtime.GOMAXPROCS(1 + i%7)
				}
			}
		})
	}
	done.Wait()
	require.EqualValues(t, goroutines*each, users.total())
}

func TestProcs(t *testing.T) {
	p := procpin.Pin()
	procpin.Unpin(p)
	require.Less(t, p, procpin.Procs())
	if procpin.ByRuntime {
		require.Equal(t, runtime.GOMAXPROCS(0), procpin.Procs())
	}
}
