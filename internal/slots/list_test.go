package slots_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/internal/slots"
)

func TestList(t *testing.T) {
	var l slots.List[int]
	require.Nil(t, l.Get(0))
	require.Nil(t, l.Get(1<<32-1))
	require.Empty(t, slices.Collect(l.All()))
	numbers := make([]int, 100)
	for i := range numbers {
		numbers[i] = i
		l.Set(uint32(i), &numbers[i])
	}
	l.Set(50, nil)
	for i := range numbers {
		if i != 50 {
			require.Same(t, &numbers[i], l.Get(uint32(i)))
		}
	}
	require.Nil(t, l.Get(50))
	require.Nil(t, l.Get(100))
	all := slices.Collect(l.All())
	require.Len(t, all, 99)
	require.True(t, slices.IsSortedFunc(all, func(a, b *int) int { return *a - *b }))
	l.Set(50, &numbers[0])
	require.Same(t, &numbers[0], l.Get(50))
	require.LessOrEqual(t, l.Cap(), 200)
	for first := range l.All() {
		require.Same(t, &numbers[0], first)
		break
	}
}

// Readers see what was there, or what has come, while the list grows.
func TestListIsReadWhileItGrows(t *testing.T) {
	var l slots.List[uint32]
	zero := uint32(0)
	l.Set(0, &zero)
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				for p := range l.All() {
					if got := l.Get(*p); got != p {
						panic("another number's")
					}
				}
			}
		})
	}
	for i := uint32(1); i < 2000; i++ {
		n := i
		l.Set(i, &n)
	}
	close(done)
	readers.Wait()
	require.Len(t, slices.Collect(l.All()), 2000)
}
