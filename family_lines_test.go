package whit_test

import (
	"context"
	"fmt"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
	"golang.org/x/sys/cpu"
)

// Labels, which look-ups read, begin with a cache line and share none: what others
// write beside them would slow look-ups down on all processors.
func TestLabelsHaveCacheLinesOfTheirOwn(t *testing.T) {
	m, err := whit.New(whit.Config{})
	require.NoError(t, err)
	defer func() { require.NoError(t, m.Stop(context.Background())) }()
	one, three := m.CounterVec("one", []string{"a"}), m.CounterVec("three", []string{"a", "b", "c"})
	for i := range 64 {
		one.With(fmt.Sprint(i)).Inc()
		three.With(fmt.Sprint(i), "b", "c").Inc()
	}
	require.NoError(t, m.Flush(context.Background()))
	s := m.Snapshot()
	for _, name := range []string{"one", "three"} {
		series := s.Series(name)
		require.Len(t, series, 64)
		for _, total := range series {
			at := uintptr(unsafe.Pointer(unsafe.SliceData(total.Labels)))
			require.Zero(t, at%unsafe.Sizeof(cpu.CacheLinePad{}), total.Labels)
			require.Equal(t, len(total.Labels), cap(total.Labels), "whoever appends to them copies")
		}
	}
}
